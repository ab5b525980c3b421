using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// The life of a handoff: what a command may do to it, and what it then is. Nothing here reads a clock, a database or a random source, so
/// the same handoff, command, person and circumstances always come to the same decision.
/// </summary>
/// <remarks>
/// <see cref="Decide"/> never returns events that <see cref="Apply(Handoff, HandoffEvent)"/> rejects. A handoff changes the owner of
/// its client with <see cref="HandoffEvent.Accepted"/>, <see cref="HandoffEvent.AcceptUndone"/> and <see cref="HandoffEvent.SentBack"/> and with
/// nothing else.
/// </remarks>
public static partial class HandoffRules
{
    /// <summary>How long an answer can be taken back.</summary>
    public static readonly Duration UndoFor = Duration.FromMinutes(5);

    /// <summary>The longest read-back, in characters.</summary>
    public const int LongestReadBack = 1000;

    /// <summary>The longest free text of a rejection, in characters: what the platforms can carry.</summary>
    public const int LongestNote = 3000;

    /// <summary>Grants the command with what then happens, or refuses it with a sentence; a refused command changes nothing.</summary>
    public static Decision Decide(Handoff handoff, HandoffCommand command, Actor actor, Circumstances circumstances)
    {
        var scene = new Scene(handoff, actor, circumstances);
        var decision = Judge(scene, command);
        return decision is Decision.Granted granted ? new Decision.Granted(Dating(scene, VoidingExceptions(scene, CountingTheClient(scene, granted.Events)))) : decision;
    }

    private static Decision Judge(Scene scene, HandoffCommand command) => command switch
    {
        HandoffCommand.Save save => Save(scene, save),
        HandoffCommand.Submit submit => Submit(scene, submit),
        HandoffCommand.Discard discard => Discard(scene, discard),
        HandoffCommand.Withdraw withdraw => Withdraw(scene, withdraw),
        HandoffCommand.Correct correct => Correct(scene, correct),
        HandoffCommand.Promise promise => Promise(scene, promise),
        HandoffCommand.Unpromise unpromise => Unpromise(scene, unpromise),
        HandoffCommand.Plan plan => Plan(scene, plan),
        HandoffCommand.Unplan unplan => Unplan(scene, unplan),
        HandoffCommand.Finish finish => Finish(scene, finish),
        HandoffCommand.AddEvidence add => AddEvidence(scene, add),
        HandoffCommand.RemoveEvidence remove => RemoveEvidence(scene, remove),
        HandoffCommand.AskException ask => AskException(scene, ask),
        HandoffCommand.TakeBackException takeBack => TakeBackException(scene, takeBack),
        HandoffCommand.FillIn fillIn => FillIn(scene, fillIn),
        HandoffCommand.Accept accept => Accept(scene, accept),
        HandoffCommand.Reject reject => Reject(scene, reject),
        HandoffCommand.Ask ask => Ask(scene, ask),
        HandoffCommand.AnswerQuestions answer => AnswerQuestions(scene, answer),
        HandoffCommand.KickOff kickOff => KickOff(scene, kickOff),
        HandoffCommand.Undo undo => Undo(scene, undo),
        HandoffCommand.Claim claim => Claim(scene, claim),
        HandoffCommand.Release release => Release(scene, release),
        HandoffCommand.Reassign reassign => Reassign(scene, reassign),
        HandoffCommand.ChangeSender change => ChangeSender(scene, change),
        HandoffCommand.ReRoute reRoute => ReRoute(scene, reRoute),
        HandoffCommand.SendBack sendBack => SendBack(scene, sendBack),
        HandoffCommand.Reopen reopen => Reopen(scene, reopen),
        _ => throw new ArgumentException($"No rule for {command.GetType().Name}.", nameof(command)),
    };

    /// <summary>Opens a draft for a member of the sending team.</summary>
    /// <param name="number">The handoff's number, already drawn.</param>
    /// <param name="preset">Answers that are known before the first screen, such as the client; unknown fields are left out.</param>
    public static Beginning Start(int number, Playbook playbook, Actor actor, Circumstances circumstances, Answers? preset = null)
    {
        if (!Permissions.MayStart(actor, playbook))
            return new Beginning.Refused(WhoMay.Start(playbook, circumstances));

        var known = (preset ?? Answers.None).ByField.Where(pair => playbook.Checklist.Find(pair.Key) is not null);
        var handoff = new Handoff
        {
            Number = number,
            Playbook = playbook,
            Agreement = playbook.Agreement,
            Status = HandoffStatus.Draft,
            Sender = actor.Person,
            SendingTeam = playbook.From,
            ReceivingTeam = playbook.To,
            Answers = new Answers(known.ToImmutableDictionary()),
            StartedAt = circumstances.Now,
            DraftRun = Clocks.ClockRun.First(circumstances.Now),
        };

        return circumstances.Other is { } other
            ? new Beginning.Refused(new Refusal.AnotherIsOpen(handoff.Called, other.Reference, other.Status, circumstances.Organization.TeamName(other.ReceivingTeam)))
            : new Beginning.Begun(Dated(handoff, circumstances.Organization), new HandoffEvent.Started(actor.Person, circumstances.Now));
    }

    private static Decision Granted(params ReadOnlySpan<HandoffEvent> events) => new Decision.Granted([.. events]);

    private static Decision Refused(Refusal refusal) => new Decision.Refused(refusal);

    /// <summary>Who does what to which handoff, and when: what every rule looks at.</summary>
    private sealed record Scene(Handoff Handoff, Actor Actor, Circumstances Circumstances)
    {
        public PersonId By => Actor.Person;

        public Instant Now => Circumstances.Now;

        public Organization Organization => Circumstances.Organization;

        public Checklist Checklist => Handoff.Playbook.Checklist;

        public string ReceivingTeamName => Organization.TeamName(Handoff.ReceivingTeam);

        public Standing Standing => Standing.Of(Handoff, Actor, Circumstances);

        /// <summary>Refuses what was drawn in another round: a click on an older round never acts on a newer one.</summary>
        public Refusal? FromAnotherRound(int round) => round == Handoff.Round ? null : new Refusal.AnotherRound(round, Standing);
    }
}

/// <summary>What starting a handoff came to.</summary>
public abstract record Beginning
{
    private Beginning()
    {
    }

    public sealed record Begun(Handoff Handoff, HandoffEvent.Started Event) : Beginning;

    public sealed record Refused(Refusal Refusal) : Beginning;
}
