using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Tests.Handoffs;

namespace HandoffBot.Core.Tests.Clients;

/// <summary>Whatever anybody says of a promise in whatever order, these rules hold after every move.</summary>
public sealed class CommitmentsHoldAlways
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private sealed record Said(int Who, int What, int Days, int Number, bool Blank, int Owner);

    private sealed record Turned(Commitment Was, Actor Actor, CommitmentCommand Command, CommitmentCircumstances Circumstances, CommitmentDecision Decision, Commitment Is);

    [Fact]
    public void What_ended_stays_as_it_ended() => After_every_move(move =>
    {
        if (!move.Was.IsRunning)
            Assert.IsType<CommitmentDecision.Refused>(move.Decision);
        Assert.Equal(move.Is.State is CommitmentState.Kept or CommitmentState.Broken, move.Is.Ended is not null);
    });

    [Fact]
    public void A_dispute_ends_by_both_sides_or_by_the_senders_lead_alone() => After_every_move(move =>
    {
        if (move.Was.Dispute is null || move.Is.Dispute is not null)
            return;

        var happened = ((CommitmentDecision.Granted)move.Decision).Event;
        Assert.True(
            happened is CommitmentEvent.Decided ? move.Actor.IsLeadOf("sales")
            : happened is CommitmentEvent.Agreed && (move.Actor.IsLeadOf("sales") || move.Was.Dispute.Proposal!.By != move.Actor.Person));
        Assert.Equal(new Nod(move.Actor.Person, World.Noon), move.Is.Acknowledged);
    });

    [Fact]
    public void Nobody_says_anything_who_has_nothing_to_do_with_it() => After_every_move(move =>
    {
        if (move.Decision is CommitmentDecision.Granted)
            Assert.True(Permissions.MaySettlePromise(move.Actor, move.Was, move.Circumstances.Client, move.Circumstances.OwnersTeams));
    });

    [Fact]
    public void A_refused_command_changes_nothing_and_says_why() => After_every_move(move =>
    {
        if (move.Decision is not CommitmentDecision.Refused refused)
            return;

        Assert.Same(move.Was, move.Is);
        Assert.EndsWith(".", Story.Words(refused.Refusal.Says), StringComparison.Ordinal);
    });

    [Fact]
    public void The_same_command_twice_is_refused_the_second_time() => After_every_move(move =>
    {
        if (move.Decision is CommitmentDecision.Granted)
            Assert.IsType<CommitmentDecision.Refused>(CommitmentRules.Decide(move.Is, move.Command, move.Actor, move.Circumstances));
    });

    [Fact]
    public void The_moves_reach_every_event_of_its_later_life()
    {
        var events = new HashSet<Type>();
        After_every_move(move =>
        {
            if (move.Decision is CommitmentDecision.Granted granted)
                events.Add(granted.Event.GetType());
        });

        Type[] earlier = [typeof(CommitmentEvent.Recorded), typeof(CommitmentEvent.Reworded), typeof(CommitmentEvent.Removed)];
        earlier = [.. earlier, typeof(CommitmentEvent.TeamAnswered), typeof(CommitmentEvent.TakenUp), typeof(CommitmentEvent.Dropped)];
        Assert.Equal(typeof(CommitmentEvent).GetNestedTypes().Except(earlier).Select(type => type.Name).Order(), events.Select(type => type.Name).Order());
    }

    private static void After_every_move(Action<Turned> holds)
    {
        var sequences = Gen.Choose(1, 15).SelectMany(length => One().ArrayOf(length));
        Prop.ForAll(Arb.From(sequences), moves =>
        {
            var commitment = new Commitment
            {
                Id = Story.PromiseId(1), Text = new("Five sites", World.Usual.Today.PlusDays(7)), PromisedBy = World.Sam, RecordedBy = World.Sam,
                RecordedAt = World.Noon, Client = World.Northwind, With = new(1042, World.Sam, "sales"),
                Dispute = moves[0].Blank ? null : new(World.Kim, World.Noon, "Too soon."),
            };
            foreach (var said in moves)
            {
                var owner = World.Everybody[said.Owner];
                var circumstances = new CommitmentCircumstances(
                    World.Noon, World.Usual.Today, World.Acme, new Client(World.Northwind, "Northwind", owner.Person), owner.Teams, World.NameOf);
                var (actor, command) = (World.Everybody[said.Who], Command(said));
                var decision = CommitmentRules.Decide(commitment, command, actor, circumstances);
                var after = decision is CommitmentDecision.Granted granted ? CommitmentRules.Apply(commitment, granted.Event) : commitment;
                holds(new(commitment, actor, command, circumstances, decision, after));
                commitment = after;
            }
        }).Check(Many);
    }

    private static CommitmentCommand Command(Said said)
    {
        var day = World.Usual.Today.PlusDays(said.Days);
        return said.What switch
        {
            0 => new CommitmentCommand.Keep(),
            1 => new CommitmentCommand.Break(said.Blank ? " " : "They left."),
            2 or 3 => new CommitmentCommand.Renegotiate(day, said.Blank ? "" : "They asked."),
            <= 6 => new CommitmentCommand.Settle(new(said.Blank ? "" : $"{said.Number} sites", day)),
            _ => new CommitmentCommand.Agree(said.Number),
        };
    }

    private static Gen<Said> One() =>
        from who in Gen.Frequency((3, Gen.Elements(0, 3)), (1, Gen.Choose(0, World.Everybody.Length - 1)))
        from what in Gen.Choose(0, 9)
        from days in Gen.Elements(-1, 0, 7, 8, 30)
        from number in Gen.Choose(1, 3)
        from blank in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from owner in Gen.Elements(2, 3, 5)
        select new Said(who, what, days, number, blank, owner);
}
