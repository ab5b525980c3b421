using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat;

/// <summary>What a rejection teaches, in words.</summary>
internal static class Lessons
{
    /// <summary>"Rejected by Kim: Scope is unclear. It is about “What was sold” and “Contract”. “Please …”".</summary>
    public static Phrase Sentence(HandoffView view, RejectedRecord rejected)
    {
        var about = rejected.Fields.IsEmpty ? "" : $". It is about {Counted.And(Fields(view.Handoff.Playbook, rejected))}";
        var note = string.IsNullOrWhiteSpace(rejected.Note) ? "." : $". “{Shortened.To(rejected.Note, 500)}”";
        return Phrase.Of(
            new Inline.Strong($"{(rejected.IsLate ? "Sent back" : "Rejected")} by {Spoken.Name(view, rejected.By)}"),
            $": {Counted.And(Reasons(view.Handoff.Playbook, rejected.Reasons))}{about}{note}");
    }

    /// <summary>The labels of these reasons.</summary>
    public static IReadOnlyList<string> Reasons(Playbook playbook, IEnumerable<string> reasons) =>
        Counted.Few([.. reasons.Select(id => playbook.ReasonLabel(id))]);

    private static IReadOnlyList<string> Fields(Playbook playbook, RejectedRecord rejected) =>
        [.. Counted.Few([.. rejected.Fields.Select(id => $"“{Shortened.To(playbook.Checklist.Find(id)?.Label ?? id, 98)}”")])];
}
