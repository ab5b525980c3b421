using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>What somebody asks of a handoff, drawn by chance: mostly what makes sense where it stands, by whoever might do it.</summary>
internal sealed class Impulse(Random chance, StoryHouse house)
{
    private static readonly string[] Everybody = ["ada", "lea", "ana", "sam", "kim", "omar", "olga", "fay", "finn"];
    private static readonly string[] Sales = ["ana", "sam", "lea"];
    private static readonly string[] Teams = ["onboarding", "far", "sales"];
    private static readonly LocalDate Soon = new(2026, 12, 1);

    public (string Who, HandoffCommand Command) Draw(Handoff handoff)
    {
        var what = chance.Next(5) == 0 ? One(Enumerable.Range(0, 24)) : One(Likely(handoff.Status));
        var who = chance.Next(8) == 0 ? One(Everybody) : One(WhoMight(what, handoff));
        return (who, Command(what, handoff, who));
    }

    public T One<T>(IEnumerable<T> of)
    {
        var all = of.ToList();
        return all[chance.Next(all.Count)];
    }

    public string Anybody() => One(Everybody);

    private static int[] Likely(HandoffStatus status) => status switch
    {
        HandoffStatus.Draft => [0, 0, 0, 0, 1, 5, 6, 12, 13, 14],
        HandoffStatus.Submitted => [2, 2, 2, 3, 3, 4, 4, 4, 7, 8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 14],
        HandoffStatus.Clarifying => [17, 17, 17, 2, 3, 4, 4, 10, 15, 16, 16, 7, 7],
        HandoffStatus.Rejected => [0, 0, 0, 1, 6, 18, 18, 12, 14],
        HandoffStatus.Accepted => [19, 20, 20, 18, 18, 18, 21, 14, 23],
        HandoffStatus.Completed => [22, 22, 22, 21, 23],
        _ => [0, 22, 23],
    };

    private IEnumerable<string> WhoMight(int what, Handoff handoff)
    {
        var sender = house.NameOf(handoff.Sender);
        string[] receivers = handoff.ReceivingTeam == "onboarding" ? ["kim", "omar", "olga"] : ["fay", "finn"];
        return what switch
        {
            0 or 1 or 5 or 6 or 12 or 13 or 15 or 16 => [sender, sender, sender, "lea"],
            14 => ["lea"],
            17 => Sales,
            10 => [.. receivers, "lea", "ada"],
            18 => [house.NameOf((handoff.Status == HandoffStatus.Accepted ? handoff.Accepted?.By : handoff.Rejected?.By) ?? handoff.Sender)],
            21 or 23 => [.. receivers, .. Sales],
            _ => receivers,
        };
    }

    private HandoffCommand Command(int what, Handoff handoff, string who)
    {
        var (round, revision) = (handoff.Round - (chance.Next(20) == 0 ? 1 : 0), handoff.Revision);
        return what switch
        {
            0 => new HandoffCommand.Submit(round),
            1 => new HandoffCommand.Save(round, Scope(), 0),
            2 => new HandoffCommand.Accept(round, revision, [0], house.People[chance.Next(3) == 0 ? Anybody() : who], "Their data first.")
            {
                Replies = [.. handoff.Commitments.Where(one => one.IsRunning).Select(one => new CommitmentReply(one.Id, chance.Next(3) == 0 ? "Too soon." : null))],
            },
            3 => new HandoffCommand.Reject(round, revision, ["unclear"], ["scope"], "How many sites?"),
            4 => new HandoffCommand.Ask(round, revision, [.. Enumerable.Range(0, 1 + chance.Next(2)).Select(_ => new NewQuestion("Who signs?", [], chance.Next(3) == 0))]),
            5 => new HandoffCommand.TakeBackException(round, "scope"),
            6 => handoff.Round == 0 ? new HandoffCommand.Save(round, Scope(), 1) : new HandoffCommand.Discard(round),
            7 => new HandoffCommand.Claim(round),
            8 => new HandoffCommand.Release(round),
            9 => new HandoffCommand.Reassign(round, house.People[Anybody()]),
            10 => new HandoffCommand.ReRoute(round, handoff.ReceivingTeam, One(Teams), "Theirs is the region."),
            11 => new HandoffCommand.AddEvidence(Evidence.Of(Fresh(), "Five sites", "Ines", new(Platform.Slack, FakePlatform.Home, "C0ANY", $"{chance.Next()}"), house.People[who], ManualTime.Start)),
            12 => new HandoffCommand.Promise(round, new CommitmentId(Fresh()), new PromiseText("Five sites", Soon, "On a call")),
            13 => new HandoffCommand.AskException(round, "scope", "The client counts its sites", Soon),
            14 => new HandoffCommand.ChangeSender(round, house.People[One(Sales)]),
            15 => new HandoffCommand.Withdraw(round),
            16 => new HandoffCommand.Correct(round, Scope()),
            17 => new HandoffCommand.AnswerQuestions(
                round, revision, handoff.OpenQuestions.Take(chance.Next(3) == 0 ? 1 : 10).ToImmutableDictionary(one => one.Number, _ => "Jo."), ImmutableDictionary<string, Answer?>.Empty),
            18 => new HandoffCommand.Undo(round),
            19 => new HandoffCommand.KickOff(round),
            20 => new HandoffCommand.SendBack(round, ["unclear"], ["scope"], null),
            21 => new HandoffCommand.FillIn(round, handoff.ToFillIn is [var open, ..] ? open.Number : 0, Scope()),
            22 => new HandoffCommand.Reopen(round),
            _ => new HandoffCommand.AddEvidence(Evidence.Of(Fresh(), "It begins", "Ines", new(Platform.MsTeams, "", "19:any", $"{chance.Next()}"), house.People[who], ManualTime.Start)),
        };
    }

    /// <summary>Sometimes it is taken away, which leaves the handoff unready.</summary>
    private ImmutableDictionary<string, Answer?> Scope() => ImmutableDictionary<string, Answer?>.Empty.Add(
        "scope", chance.Next(6) == 0 ? null : new Answer.Text($"{chance.Next(2, 99)} sites"));

    private Guid Fresh()
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new(bytes);
    }
}
