#include "core/model/action_names.hpp"

namespace wf {
namespace {

using enum ActionScope;

constexpr ActionName names[] = {
    {"claim", Task, "Claim", "认领"},
    {"release", Task, "Release", "取消认领"},
    {"approve", Task, "Approve", "同意"},
    {"reject", Task, "Reject", "驳回"},
    {"abstain", Task, "Abstain", "弃权"},
    {"complete", Task, "Complete", "完成"},
    {"resolve", Task, "Give back", "归还"},
    {"send_back", Task, "Send back", "退回"},
    {"transfer", Task, "Transfer", "转交"},
    {"delegate", Task, "Delegate", "委派"},
    {"add_signer", Task, "Add signer", "加签"},
    {"remove_signer", Task, "Remove signer", "减签"},
    {"save_draft", Task, "Save", "暂存"},
    {"recall", Task, "Take back", "取回"},
    {"resubmit", Initiator, "Submit", "提交"},
    {"withdraw", Initiator, "Withdraw", "撤回"},
    {"request_withdrawal", Initiator, "Ask to withdraw", "申请撤回"},
    {"cancel", Initiator, "Cancel", "取消"},
    {"answer_withdrawal", Instance, "Answer the withdrawal", "答复撤回"},
    {"remind", Instance, "Remind", "催办"},
    {"comment", Instance, "Comment", "评论"},
    {"copy", Instance, "Send a copy", "抄送"},
    {"mark_read", Instance, "Mark as read", "标为已读"},
    {"set_data", Instance, "Change the form", "修改表单"},
    {"undo", Instance, "Undo", "撤销"},
    {"redo", Instance, "Redo", "重做"},
    {"add_instance", Instance, "Add an instance", "追加实例"},
    {"refresh_approvers", Instance, "Ask for approvers again", "刷新审批人"},
    {"jump", Instance, "Jump", "跳转"},
    {"suspend", Instance, "Suspend", "挂起"},
    {"resume", Instance, "Resume", "恢复"},
    {"terminate", Instance, "Terminate", "终止"},
    {"wake", Instance, "Wake", "唤醒"},
    {"restore", Instance, "Restore", "还原"},
};

}  // namespace

std::span<const ActionName> action_names() { return names; }

const ActionName* find_action(std::string_view action) {
    for (const ActionName& name : names)
        if (name.action == action) return &name;
    return nullptr;
}

}  // namespace wf
