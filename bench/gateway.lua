-- What wrk sends to wf-gateway (bench/gateway.sh): POST /rpc/approve of one task after the other, each thread its own, or GET of a path.
-- WF_TOKEN: of a person; WF_FIRST, WF_THREADS: the first instance, and how many threads there are.
local threads = 0

function setup(thread)
    thread:set("place", threads)
    threads = threads + 1
end

function init()
    wrk.headers["Authorization"] = "Bearer " .. os.getenv("WF_TOKEN")
    wrk.headers["Content-Type"] = "application/json"
end

if os.getenv("WF_FIRST") then
    local number

    function request()
        number = number and number + tonumber(os.getenv("WF_THREADS")) or tonumber(os.getenv("WF_FIRST")) + place
        return wrk.format("POST", "/rpc/approve", nil, string.format('{"task_id": %d}', number * 1000000 + 1))
    end
end
