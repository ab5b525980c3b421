using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>The sentences for somebody who may not: who may, by name where the circumstances know them.</summary>
internal static partial class WhoMay
{
    public static Refusal Start(Playbook playbook, Circumstances c) =>
        new Refusal.NotYours($"start {playbook.Name}", [c.Organization.TeamName(playbook.From)], Names(c, playbook.From));

    public static Refusal Edit(Handoff handoff, Circumstances c) => SendingSide($"change {handoff.Reference}", handoff, c);

    public static Refusal Submit(Handoff handoff, Circumstances c) => SendingSide($"submit {handoff.Reference}", handoff, c);

    public static Refusal Discard(Handoff handoff, Circumstances c) => SendingSide($"discard {handoff.Reference}", handoff, c);

    public static Refusal Withdraw(Handoff handoff, Circumstances c) => SendingSide($"withdraw {handoff.Reference}", handoff, c);

    public static Refusal Correct(Handoff handoff, Circumstances c) =>
        new Refusal.NotYours($"correct {handoff.Reference}", [$"{c.NameOf(handoff.Sender)}, who sent it,"], []);

    /// <param name="deed">What the person wanted: to answer it, or to ask about it.</param>
    public static Refusal Answer(Handoff handoff, Actor actor, Circumstances c, string deed)
    {
        var names = Names(c, handoff.ReceivingTeam, Permissions.AllowsSelfAccept(handoff, c.Organization) ? null : handoff.Sender);
        var team = c.Organization.TeamName(handoff.ReceivingTeam);
        return actor.Person == handoff.Sender && actor.IsMemberOf(handoff.ReceivingTeam)
            ? new Refusal.YourOwn(handoff.Reference, team, names)
            : new Refusal.NotYours($"{deed} {handoff.Reference}", [team], names);
    }

    public static Refusal AnswerQuestions(Handoff handoff, Circumstances c) => new Refusal.NotYours(
        $"answer the questions about {handoff.Reference}", [c.Organization.TeamName(handoff.SendingTeam)], Names(c, handoff.SendingTeam));

    public static Refusal KickOff(Handoff handoff, Circumstances c)
    {
        var owner = c.Client?.Owner ?? handoff.Accepted?.Keeper;
        ImmutableArray<string> who = owner is { } person
            ? [$"{c.NameOf(person)}, who owns {handoff.Subject.The},", c.Organization.TeamName(handoff.ReceivingTeam)]
            : [c.Organization.TeamName(handoff.ReceivingTeam)];
        return new Refusal.NotYours($"kick {handoff.Reference} off", who, Names(c, handoff.ReceivingTeam));
    }

    public static Refusal Undo(Handoff handoff, PersonId by, Circumstances c) =>
        new Refusal.NotYours("undo it", [$"{c.NameOf(by)}, who answered {handoff.Reference},"], []);

    public static Refusal Own(Handoff handoff, PersonId owner, Circumstances c)
    {
        var team = c.Organization.TeamName(handoff.ReceivingTeam);
        var isMember = c.Rosters.TryGetValue(handoff.ReceivingTeam, out var roster) && roster.Members.Any(member => member.Person == owner);
        return new Refusal.CannotOwn(c.NameOf(owner), isMember, team, Names(c, handoff.ReceivingTeam));
    }

    public static Refusal AddEvidence(Handoff handoff, Circumstances c) => new Refusal.NotYours(
        $"add to {handoff.Reference}",
        [c.Organization.TeamName(handoff.SendingTeam), c.Organization.TeamName(handoff.ReceivingTeam), "the client's owner and their leads", "admins"],
        []);

    public static Refusal RemoveEvidence(Handoff handoff, Evidence evidence, Circumstances c) => new Refusal.NotYours(
        "take this message back", [$"{c.NameOf(evidence.AddedBy)}, who added it", $"{c.NameOf(handoff.Sender)}, who sent {handoff.Reference}", "admins"], []);

    public static Refusal FinishAction(Handoff handoff, Circumstances c) => new Refusal.NotYours(
        "say that it was done", ["whom it names", $"{handoff.Subject.The}'s owner", c.Organization.TeamName(handoff.ReceivingTeam)], []);

    public static Refusal FillIn(Handoff handoff, Circumstances c) => new Refusal.NotYours(
        $"fill in what {handoff.Reference} left open",
        [c.Organization.TeamName(handoff.SendingTeam), $"{handoff.Subject.The}'s owner", c.Organization.TeamName(handoff.ReceivingTeam)], []);

    public static Refusal KeepPromise(Commitment commitment, CommitmentCircumstances c) =>
        new Refusal.NotYours("say what became of this promise", [.. commitment.Dispute is null ? Keepers(commitment, c) : Promisers(commitment, c)], []);

    public static Refusal SettlePromise(Commitment commitment, CommitmentCircumstances c) => new Refusal.NotYours(
        "end this dispute",
        [.. Keepers(commitment, c).Concat(commitment.Dispute is { } dispute ? [$"{c.NameOf(dispute.By)} (who disputes it)"] : Array.Empty<string>()).Distinct()],
        []);

    /// <summary>A disputed promise stays with them.</summary>
    private static IEnumerable<string> Promisers(Commitment commitment, CommitmentCircumstances c)
    {
        yield return $"{c.NameOf(commitment.PromisedBy)} (who promised it)";
        if (commitment.With is not { } with)
            yield break;

        if (with.Sender != commitment.PromisedBy)
            yield return $"{c.NameOf(with.Sender)} (who handed {c.Client.Subject.The} over)";
        yield return $"the lead of {c.Organization.TeamName(with.Team)}";
    }

    private static IEnumerable<string> Keepers(Commitment commitment, CommitmentCircumstances c)
    {
        yield return $"{c.NameOf(c.Client.Owner)} ({c.Client.Subject.The}'s owner)";
        if (commitment.PromisedBy != c.Client.Owner)
            yield return $"{c.NameOf(commitment.PromisedBy)} (who promised it)";
        yield return "their leads";
    }

    private static Refusal SendingSide(string deed, Handoff handoff, Circumstances c)
    {
        var sender = $"{c.NameOf(handoff.Sender)}, whose it is,";
        return new Refusal.NotYours(
            deed, LeadOf(handoff.SendingTeam, c)?.Person == handoff.Sender ? [sender] : [sender, Lead(handoff.SendingTeam, c)], []);
    }

    private static ImmutableArray<string> Names(Circumstances c, string team, PersonId? but = null) =>
        c.Rosters.TryGetValue(team, out var roster)
            ? [.. roster.Members.Where(member => member.Reachable && member.Person != but).Select(member => member.Name)]
            : [];
}
