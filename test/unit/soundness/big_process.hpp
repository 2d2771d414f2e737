// Processes of the size that companies have, and worse, for tests that count and benchmarks that measure.
#pragma once

#include "soundness/graph.hpp"

#include <string>

namespace wf::test {

// " T3 > T4 > T5"; goes on counting.
class Row {
public:
    std::string operator()(int length) {
        std::string text;
        for (int i = 0; i < length; ++i) text += (i == 0 ? " T" : " > T") + std::to_string(next_++);
        return text;
    }

private:
    int next_ = 0;
};

// 200 nodes, 12 of them gateways: blocks in a row and in each other, a way back to the beginning, a rejection
// that ends all of it, somebody who is told on the side.
inline Definition company_process() {
    Row row;
    std::string flows = "start >" + row(14) + " > s > again >" + row(4) + " > f";
    flows += "  s > side > end_side";
    flows += "  f >" + row(12) + " > o  p >" + row(2) + " > j";  // first lane: any of three
    flows += "  o ?" + row(10) + " > p  o ?" + row(10) + " > p  o !" + row(10) + " > p";
    flows += "  f >" + row(20) + " > x  y >" + row(3) + " > j";  // second lane: one of two
    flows += "  x ?" + row(8) + " > y  x !" + row(8) + " > y";
    flows += "  f >" + row(30) + " > r ! j  r ?" + row(3) + " > stop";         // third lane: may be rejected
    flows += "  j > e > c1 >" + row(9) + " > m  e > c2 >" + row(18) + " > m";  // whatever comes first
    flows += "  m > check ?" + row(20) + " > end  check ! again";              // sent back
    return Graph{
        "s:and again:xor f:and o:or p:or x:xor y:xor r:xor stop:terminate j:and e:event c1:catch c2:catch "
        "m:xor check:xor",
        flows}
        .build();
}

// `ways` branches between two gateways, each of `length` tasks.
inline Graph branches(const std::string& split, const std::string& join, int ways, int length,
                      const std::string& link = ">") {
    Row row;
    std::string flows = "start > split  join > end";
    for (int way = 0; way < ways; ++way) flows += " split " + link + row(length) + " > join";
    return Graph{"split:" + split + " join:" + join, flows};
}

// Parallel lanes in which each one waits for something of its neighbour: sound, but of no block structure.
inline Definition lanes(int count, int length) {
    Row row;
    std::string nodes = "split:and join:and";
    std::string flows = "start > split  join > end";
    for (int lane = 0; lane < count; ++lane) {
        const std::string id = std::to_string(lane);
        nodes += " tell" + id + ":and hear" + id + ":and";
        flows += " split >" + row(length) + " > tell" + id + " >" + row(length) + " > hear" + id + " >" +
                 row(length) + " > join  tell" + id + " > hear" + std::to_string((lane + 1) % count);
    }
    return Graph{nodes, flows}.build();
}

// Parallel branches, in each an inclusive join that no inclusive split belongs to.
inline Definition tangles(int count) {
    Row row;
    std::string nodes = "split:and join:and";
    std::string flows = "start > split  join > end";
    for (int way = 0; way < count; ++way) {
        const std::string id = std::to_string(way);
        nodes += " a" + id + ":or b" + id + ":or c" + id + ":or m" + id + ":or n" + id + ":or";
        flows += " split > a" + id + " ?" + row(1) + " > m" + id + " > n" + id + " > join" +          //
                 "  a" + id + " ? b" + id + " ?" + row(1) + " > m" + id + "  b" + id + " ? n" + id +  //
                 "  a" + id + " ? c" + id + " ? m" + id + "  c" + id + " ? n" + id;
    }
    return Graph{nodes, flows}.build();
}

}  // namespace wf::test
