using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HandoffBot.Core.Handoffs;
using Microsoft.FSharp.Core;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>One move of a random story: what was, what was asked, what the rules said, and what then is.</summary>
/// <param name="Actor">Who asked it; of what nobody asked, who has left, or who gave the client to another owner.</param>
/// <param name="Command">Null for what nobody asked of the handoff: <see cref="Happenings"/>.</param>
internal sealed record Turned(Story Before, Actor Actor, HandoffCommand? Command, Decision Decision, Story After)
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    /// <summary>Always the same moves.</summary>
    public static readonly Config Fixed = Many.WithMaxTest(8000).WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20261122, 7), FSharpOption<int>.None)));

    public ImmutableArray<HandoffEvent> Events => Decision is Decision.Granted granted ? granted.Events : [];

    public Handoff Was => Before.Handoff;

    public Handoff Is => After.Handoff;

    public Circumstances Circumstances => Before.Circumstances;

    /// <summary>By the sender, or by their lead while it is with the sending team.</summary>
    public bool IsBySendersSide => Actor.Person == Was.Sender || (Actor.IsLeadOf(Was.SendingTeam) && !Was.IsOpen);

    public bool IsByOwner => Actor.Person == Circumstances.Client!.Owner;

    /// <summary>The round of the button or form; null for what belongs to no round.</summary>
    public int? Round => Command switch
    {
        null or HandoffCommand.AddEvidence or HandoffCommand.RemoveEvidence => null,
        HandoffCommand.Save save => save.Round,
        HandoffCommand.Submit submit => submit.Round,
        HandoffCommand.Discard discard => discard.Round,
        HandoffCommand.Withdraw withdraw => withdraw.Round,
        HandoffCommand.Correct correct => correct.Round,
        HandoffCommand.Accept accept => accept.Round,
        HandoffCommand.Reject reject => reject.Round,
        HandoffCommand.Ask ask => ask.Round,
        HandoffCommand.AnswerQuestions answer => answer.Round,
        HandoffCommand.KickOff kickOff => kickOff.Round,
        HandoffCommand.Undo undo => undo.Round,
        HandoffCommand.Claim claim => claim.Round,
        HandoffCommand.Promise promise => promise.Round,
        HandoffCommand.Unpromise unpromise => unpromise.Round,
        HandoffCommand.Plan plan => plan.Round,
        HandoffCommand.Unplan unplan => unplan.Round,
        HandoffCommand.Finish finish => finish.Round,
        HandoffCommand.AskException ask => ask.Round,
        HandoffCommand.TakeBackException takeBack => takeBack.Round,
        HandoffCommand.FillIn fillIn => fillIn.Round,
        HandoffCommand.Release release => release.Round,
        HandoffCommand.Reassign reassign => reassign.Round,
        HandoffCommand.ReRoute reRoute => reRoute.Round,
        HandoffCommand.SendBack sendBack => sendBack.Round,
        HandoffCommand.Reopen reopen => reopen.Round,
        HandoffCommand.ChangeSender change => change.Round,
        _ => throw new InvalidOperationException($"What round does {Command.GetType().Name} belong to?"),
    };

    public static void After_every_move(Action<Turned> holds, Config? config = null) => Prop.ForAll(Chance.Sequences, chances =>
    {
        var story = Begun(chances[0]);
        foreach (var chance in chances)
        {
            var before = story.Given(chance.Around);
            var command = chance.Command(before.Handoff);
            story = command is null ? Happenings.Happen(before, chance) : before.Tries(chance.Actor.Person, command);
            holds(new(before, chance.Actor, command, story.Last!, story));
        }
    }).Check(config ?? Many);

    /// <summary>Some of the stories are by a playbook that asks for more, and in some something is to stay open from the start.</summary>
    private static Story Begun(Chance first)
    {
        var sender = first.Owner == 8 ? World.Bea : World.Sam;
        var opens = first.Value == 3;
        var draft = Story.Draft(opens ? World.Ready.With(Story.Set("scope", null)) : null, sender, first.Seconds is 1 or 60 ? World.Demanding : null);
        var planned = first.Seconds == 1 ? draft.Does(sender, Story.Plan(0, 7, "Book the kick-off")) : draft;
        return opens ? planned.Does(sender, Story.Except(0)) : planned;
    }
}
