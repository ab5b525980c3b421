using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>What becomes of a handoff's questions, and whose time passes meanwhile.</summary>
public static partial class HandoffRules
{
    /// <summary>
    /// Ends whatever is open without an answer, for a handoff that is not clarified any more. What ended stays on the handoff, to be seen.
    /// </summary>
    internal static Handoff CloseQuestions(Handoff handoff, ClosedBy why, Instant at) =>
        WithQuestions(handoff, question => question.IsOpen ? question with { Closed = new(why, at) } : question);

    /// <summary>What this closed in this round is open again, since it was taken back.</summary>
    private static Handoff ReopenQuestions(Handoff handoff, ClosedBy why) => WithQuestions(
        handoff, question => question.Round == handoff.Round && question.Closed?.Why == why ? question with { Closed = null } : question);

    private static Handoff After(Handoff handoff, HandoffEvent.Asked asked)
    {
        var known = Noted(handoff, asked, RevisionKind.Asked, []) with { Questions = handoff.Questions.AddRange(asked.Questions) };
        return handoff.Status == HandoffStatus.Clarifying ? known : known with
        {
            Status = HandoffStatus.Clarifying,
            AcceptanceRun = asked.Acceptance ?? handoff.AcceptanceRun,
            ClarificationRun = ClockRun.After(handoff.ClarificationRun, asked.At),
        };
    }

    private static Handoff After(Handoff handoff, HandoffEvent.Answered answered)
    {
        var replies = answered.Replies.ToDictionary(one => one.Question, one => new QuestionReply(answered.By, answered.At, one.Text));
        var known = WithQuestions(
            Noted(handoff, answered, RevisionKind.Answered, answered.Changes.Keys) with { Answers = handoff.Answers.With(answered.Changes) },
            question => replies.TryGetValue(question.Number, out var reply) ? question with { Reply = reply } : question);
        return known.OpenQuestions.IsEmpty
            ? known with { Status = HandoffStatus.Submitted, AcceptanceRun = Resumed(handoff.AcceptanceRun, answered.At) }
            : known;
    }

    /// <summary>The clarification stands still with it: nobody but the client can move.</summary>
    private static Handoff After(Handoff handoff, HandoffEvent.ClientTimeBegan began) => handoff with
    {
        ClientTimes = handoff.ClientTimes.Add(new(began.At, null)),
        ClarificationRun = began.Clarification ?? handoff.ClarificationRun,
    };

    /// <summary>Where the handoff is not clarified any more, the clock is over, and stays as it stood for an answer that is taken back.</summary>
    private static Handoff After(Handoff handoff, HandoffEvent.ClientTimeEnded ended) => handoff with
    {
        ClientTimes = [.. handoff.ClientTimes.Select(one => one.Until is null ? one with { Until = ended.At } : one)],
        ClarificationRun = handoff.Status == HandoffStatus.Clarifying ? Resumed(handoff.ClarificationRun, ended.At) : handoff.ClarificationRun,
    };

    /// <summary>
    /// Whatever moved the handoff, the client's time begins with the moment in which every open question waits for the client, and ends
    /// with the first in which that is no longer so.
    /// </summary>
    private static ImmutableArray<HandoffEvent> CountingTheClient(Scene scene, ImmutableArray<HandoffEvent> events)
    {
        var before = scene.Handoff;
        if (before.Questions.IsEmpty && !events.Any(one => one is HandoffEvent.Asked))
            return events;

        var after = Apply(before, events);
        return (before.ClientSince is not null, after.IsUpToTheClient) switch
        {
            (false, true) => events.Add(new HandoffEvent.ClientTimeBegan(
                scene.By,
                scene.Now,
                after.ClarificationRun is { } run ? Paused(scene, run, after.Playbook.Clocks.Clarification, after.SendingTeam) : null)),
            (true, false) => events.Add(new HandoffEvent.ClientTimeEnded(scene.By, scene.Now)),
            _ => events,
        };
    }

    private static ClockRun? Resumed(ClockRun? run, Instant at) => run is null ? null : Pausing.Resume(run, at);

    private static Handoff WithQuestions(Handoff handoff, Func<Question, Question> change) =>
        handoff.Questions.IsEmpty ? handoff : handoff with { Questions = [.. handoff.Questions.Select(change)] };
}
