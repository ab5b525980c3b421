using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Answers to questions, which give the turn back once nothing is open any more.</summary>
public static partial class HandoffRules
{
    /// <summary>The fields that an answer may change, in the order of the checklist: those that the questions are about.</summary>
    /// <param name="questions">Some or all of those that are open.</param>
    /// <param name="answers">What is stored, with what stands in the form laid over it: what these ask for belongs to the answer as well.</param>
    public static ImmutableArray<Field> FieldsOfTheQuestions(Handoff handoff, IEnumerable<Question> questions, Answers answers) =>
        FieldsAbout(handoff, questions.SelectMany(one => one.Fields).ToHashSet(StringComparer.Ordinal), answers);

    /// <summary>Of these, what is asked for with the new answers, and what is asked for with them alone.</summary>
    private static ImmutableArray<Field> FieldsAbout(Handoff handoff, HashSet<string> about, Answers answers)
    {
        var checklist = handoff.Playbook.Checklist;
        var before = handoff.Answers.Asked(checklist);
        var after = answers.Asked(checklist);
        return
        [
            .. checklist.Fields.Where(field => field.Id != checklist.ClientField.Id
                && (field.When?.Holds(after) ?? true)
                && (about.Contains(field.Id) || !(field.When?.Holds(before) ?? true))),
        ];
    }

    private static Decision AnswerQuestions(Scene scene, HandoffCommand.AnswerQuestions answer)
    {
        var handoff = scene.Handoff;
        if (CannotReply(scene, answer.Round) is { } refusal)
            return Refused(refusal);

        if (Unknown(scene, answer.Changes) is { } unknown)
            return Refused(unknown);

        if (ChangesClient(handoff, answer.Changes))
            return Refused(new Refusal.ClientIsFixed(handoff.Reference, handoff.Called, handoff.Status, handoff.Subject));

        var texts = answer.Replies.Where(one => !string.IsNullOrWhiteSpace(one.Value)).OrderBy(one => one.Key)
            .Select(one => new GivenReply(one.Key, one.Value.Trim())).ToImmutableArray();
        if (texts.Select(one => NotOpen(scene, one.Question)).FirstOrDefault(one => one is not null) is { } over)
            return Refused(over);

        var changes = Real(handoff, answer.Changes);
        if (WrongChange(scene, answer, changes) is { } wrong)
            return Refused(wrong);

        var replies = WithWhatTheChangesSay(handoff, answer, texts, changes);
        if (replies.IsEmpty)
            return Refused(new Refusal.NothingAnswered(handoff.Reference));

        if (replies.Where(one => one.Text.Length > LongestReply).ToImmutableArray() is { IsEmpty: false } tooLong)
            return Refused(new Refusal.RepliesTooLong(handoff.Reference, [.. tooLong.Select(one => (one.Question, one.Text.Length))]));

        var findings = changes.IsEmpty ? [] : WrongThrough(scene, changes);
        return findings.IsEmpty
            ? Granted(new HandoffEvent.Answered(scene.By, scene.Now, handoff.Round, replies, changes))
            : Refused(new Refusal.NotReady(findings));
    }

    /// <summary>Of two answers at once one wins; the other reads by whom, and the winner's own second click that it was theirs.</summary>
    private static Refusal? CannotReply(Scene scene, int round)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(round) is { } another)
            return another;

        if (handoff.Status == HandoffStatus.Submitted && LastReply(handoff) is { } last)
            return RepliedAlready(scene, null, last);

        if (handoff.Status != HandoffStatus.Clarifying)
            return new Refusal.NotNow(scene.Standing);

        return Permissions.MayAnswerQuestions(scene.Actor, handoff) ? null : WhoMay.AnswerQuestions(handoff, scene.Circumstances);
    }

    private static QuestionReply? LastReply(Handoff handoff) =>
        handoff.Questions.Where(one => one.Round == handoff.Round).Select(one => one.Reply).OfType<QuestionReply>().MaxBy(one => one.At);

    private static Refusal? NotOpen(Scene scene, int number) =>
        scene.Handoff.Questions.FirstOrDefault(one => one.Number == number && one.Round == scene.Handoff.Round) switch
        {
            { IsOpen: true } => null,
            { Reply: { } reply } => RepliedAlready(scene, number, reply),
            _ => new Refusal.NoSuchQuestion(scene.Handoff.Reference, number),
        };

    private static Refusal.AlreadyReplied RepliedAlready(Scene scene, int? question, QuestionReply reply) => new(
        scene.Handoff.Reference, question, reply.By == scene.By ? null : scene.Circumstances.NameOf(reply.By), reply.At, scene.Organization.Zone);

    /// <summary>An answer changes what the questions are about, and nothing that was corrected since the form was opened.</summary>
    private static Refusal? WrongChange(Scene scene, HandoffCommand.AnswerQuestions answer, ImmutableDictionary<string, Answer?> changes)
    {
        var handoff = scene.Handoff;
        var may = FieldsOfTheQuestions(handoff, handoff.OpenQuestions, handoff.Answers.With(changes)).Select(field => field.Id)
            .Concat(handoff.OpenQuestions.SelectMany(one => one.Fields)).ToHashSet(StringComparer.Ordinal);
        if (scene.Checklist.Fields.FirstOrDefault(field => changes.ContainsKey(field.Id) && !may.Contains(field.Id)) is { } other)
            return new Refusal.NotInQuestion(handoff.Reference, other.Label);

        var corrected = handoff.FieldsChangedSince(answer.Revision);
        return changes.Keys.Any(corrected.Contains)
            ? new Refusal.ChangedMeanwhile(
                handoff.Reference,
                [.. scene.Checklist.Fields.Where(field => changes.ContainsKey(field.Id) && corrected.Contains(field.Id)).Select(field => field.Label)])
            : null;
    }

    /// <summary>A question is answered by words, by changing what it is about, or by both; one that came after the form was opened is not.</summary>
    private static ImmutableArray<GivenReply> WithWhatTheChangesSay(
        Handoff handoff, HandoffCommand.AnswerQuestions answer, ImmutableArray<GivenReply> texts, ImmutableDictionary<string, Answer?> changes) =>
    [
        .. handoff.OpenQuestions.Where(open => answer.Replies.ContainsKey(open.Number))
            .Select(open => texts.FirstOrDefault(one => one.Question == open.Number) ?? (open.Fields.Any(changes.ContainsKey) ? new(open.Number, "") : null))
            .OfType<GivenReply>(),
    ];
}
