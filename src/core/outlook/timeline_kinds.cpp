#include "core/outlook/timeline_kinds.hpp"

#include "core/base/enumeration.hpp"

namespace wf {
namespace {

// In the order of the enumeration.
constexpr TimelineWord words[] = {
    {"drafted", "Saved as a draft", "保存草稿"},
    {"started", "Started", "发起"},
    {"submitted", "Submitted", "提交"},
    {"resubmitted", "Submitted again", "重新提交"},
    {"approved", "Approved", "同意"},
    {"rejected", "Rejected", "驳回"},
    {"abstained", "Abstained", "弃权"},
    {"done", "Done", "办理完成"},
    {"passed", "Passed automatically", "自动通过"},
    {"claimed", "Claimed", "认领"},
    {"released", "Released", "取消认领"},
    {"transferred", "Transferred", "转交"},
    {"delegated", "Asked for advice", "委派"},
    {"resolved", "Given back", "归还"},
    {"signers_added", "Signers added", "加签"},
    {"signer_removed", "Signer removed", "减签"},
    {"returned", "Sent back", "退回"},
    {"recalled", "Taken back", "取回"},
    {"withdrawal_requested", "Withdrawal asked for", "申请撤回"},
    {"withdrawal_granted", "Withdrawal granted", "同意撤回"},
    {"withdrawal_refused", "Withdrawal refused", "拒绝撤回"},
    {"withdrawn", "Withdrawn", "撤回"},
    {"canceled", "Canceled", "取消"},
    {"terminated", "Terminated", "终止"},
    {"revoked", "Revoked", "撤销审批结果"},
    {"changed", "Form changed", "修改表单"},
    {"commented", "Comment", "评论"},
    {"copied", "Copy sent", "抄送"},
    {"reminded", "Reminded", "催办"},
    {"timed_out", "Time was over", "超时处理"},
    {"no_approver", "No approver found", "未找到审批人"},
    {"holder_left", "Handler has left", "处理人离职"},
    {"stood_in", "Moved to a stand-in", "转给代理人"},
    {"held", "Waits for an administrator", "等待管理员处理"},
    {"retried", "Tried again", "重试"},
    {"jumped", "Moved by an administrator", "跳转"},
    {"woken", "Woken", "唤醒"},
    {"suspended", "Suspended", "挂起"},
    {"resumed", "Resumed", "恢复"},
    {"undone", "Undone", "撤销操作"},
    {"redone", "Redone", "重做"},
    {"restored", "Restored", "还原"},
    {"instance_added", "Instance added", "追加实例"},
    {"approvers_refreshed", "Approvers found anew", "刷新审批人"},
    {"archived", "Earlier steps were archived", "之前的步骤已归档"},
    {"ended", "Ended: %s", "结束：%s"},
};
static_assert(has_each<TimelineKind>(words));

}  // namespace

const TimelineWord& word_for(TimelineKind kind) { return line_of(words, kind); }

}  // namespace wf
