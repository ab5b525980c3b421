using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>What the sending side does to the content: keep it, correct it, take it back, throw it away.</summary>
public static partial class HandoffRules
{
    private static Decision Save(Scene scene, HandoffCommand.Save save)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(save.Round) is { } another)
            return Refused(another);

        if (handoff.Status is not (HandoffStatus.Draft or HandoffStatus.Rejected))
            return Refused(new Refusal.NotWithTheSender(scene.Standing));

        if (!Permissions.MayEdit(scene.Actor, handoff))
            return Refused(WhoMay.Edit(handoff, scene.Circumstances));

        if (Unknown(scene, save.Changes) is { } unknown)
            return Refused(unknown);

        if (ChangesClient(handoff, save.Changes))
            return Refused(new Refusal.ClientIsFixed(handoff.Reference, handoff.Called, handoff.Status, handoff.Subject));

        var changes = Real(handoff, save.Changes);
        var step = Math.Clamp(save.Step, 0, scene.Checklist.Steps.Count);
        return changes.IsEmpty && step == handoff.Step
            ? Granted()
            : Granted(new HandoffEvent.Saved(scene.By, scene.Now, changes, step));
    }

    private static Decision Correct(Scene scene, HandoffCommand.Correct correct)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(correct.Round) is { } another)
            return Refused(another);

        if (!handoff.IsOpen)
            return Refused(new Refusal.NotNow(scene.Standing));

        if (!Permissions.MayCorrect(scene.Actor, handoff))
            return Refused(WhoMay.Correct(handoff, scene.Circumstances));

        if (Unknown(scene, correct.Changes) is { } unknown)
            return Refused(unknown);

        if (ChangesClient(handoff, correct.Changes))
            return Refused(new Refusal.ClientIsFixed(handoff.Reference, handoff.Called, handoff.Status, handoff.Subject));

        var changes = Real(handoff, correct.Changes);
        if (changes.IsEmpty)
            return Refused(new Refusal.NothingChanged(handoff.Reference));

        var findings = WrongThrough(scene, changes);
        return findings.IsEmpty
            ? Granted(new HandoffEvent.Corrected(scene.By, scene.Now, changes))
            : Refused(new Refusal.NotReady(findings));
    }

    private static Decision Withdraw(Scene scene, HandoffCommand.Withdraw withdraw)
    {
        if (scene.FromAnotherRound(withdraw.Round) is { } another)
            return Refused(another);

        if (!scene.Handoff.IsOpen)
            return Refused(new Refusal.NotNow(scene.Standing));

        return Permissions.MayWithdraw(scene.Actor, scene.Handoff)
            ? Granted(new HandoffEvent.Withdrawn(scene.By, scene.Now, scene.Handoff.Round))
            : Refused(WhoMay.Withdraw(scene.Handoff, scene.Circumstances));
    }

    private static Decision Discard(Scene scene, HandoffCommand.Discard discard)
    {
        if (scene.FromAnotherRound(discard.Round) is { } another)
            return Refused(another);

        if (scene.Handoff.Status is not (HandoffStatus.Draft or HandoffStatus.Rejected))
            return Refused(new Refusal.NotNow(scene.Standing));

        return Permissions.MayDiscard(scene.Actor, scene.Handoff)
            ? Granted(new HandoffEvent.Discarded(scene.By, scene.Now))
            : Refused(WhoMay.Discard(scene.Handoff, scene.Circumstances));
    }

    /// <summary>
    /// What a correction would leave missing or wrong. What was right when it was sent and is not the correction's doing, such as a date that
    /// has passed since, does not stand in its way.
    /// </summary>
    private static ImmutableArray<Finding> WrongThrough(Scene scene, ImmutableDictionary<string, Answer?> changes)
    {
        var context = scene.Circumstances.Fields;
        var before = Gate.Findings(scene.Handoff, context).Select(finding => finding.Field).ToHashSet();
        var after = Gate.Findings(scene.Handoff with { Answers = scene.Handoff.Answers.With(changes) }, context);
        return [.. after.Where(finding => changes.ContainsKey(finding.Field) || !before.Contains(finding.Field))];
    }

    /// <summary>A form cannot name a field that its playbook does not have: the checklist is pinned.</summary>
    private static Refusal? Unknown(Scene scene, ImmutableDictionary<string, Answer?> changes) =>
        changes.Keys.Order(StringComparer.Ordinal).FirstOrDefault(id => scene.Checklist.Find(id) is null) is { } id
            ? new Refusal.UnknownField(scene.Handoff.Reference, id)
            : null;

    /// <summary>Only what differs from what is kept, so that the revision grows only when an answer really changed.</summary>
    private static ImmutableDictionary<string, Answer?> Real(Handoff handoff, ImmutableDictionary<string, Answer?> changes) =>
        changes.Where(change => !Equals(change.Value, handoff.Answers.Find(change.Key)) && !IsSameClient(handoff, change.Key, change.Value))
            .ToImmutableDictionary();

    /// <summary>Once sent, a handoff is about one client: its owner, rounds and timeline belong to that one.</summary>
    private static bool ChangesClient(Handoff handoff, ImmutableDictionary<string, Answer?> changes)
    {
        var id = handoff.Playbook.Checklist.ClientField.Id;
        return handoff.Client is not null && changes.TryGetValue(id, out var answer)
            && !Equals(answer, handoff.Answers.Find(id)) && !IsSameClient(handoff, id, answer);
    }

    /// <summary>A new client, known by its name when it was typed, comes back from a later form by its id.</summary>
    private static bool IsSameClient(Handoff handoff, string field, Answer? answer) =>
        handoff.Client is { } client && field == handoff.Playbook.Checklist.ClientField.Id && answer is Answer.Client named
        && (named.Id is { } id ? id == client : Client.Fold(named.Name) == Client.Fold(handoff.ClientName));
}
