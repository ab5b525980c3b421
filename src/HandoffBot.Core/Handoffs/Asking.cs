using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Questions of the receiving team, which put the turn to the sending team.</summary>
public static partial class HandoffRules
{
    /// <summary>The longest question, in characters.</summary>
    public const int LongestQuestion = 1000;

    /// <summary>The longest answer to a question, in characters: several of them stand on one form.</summary>
    public const int LongestReply = 2000;

    /// <summary>As many can be open at once.</summary>
    public const int MostOpenQuestions = 10;

    /// <summary>As many can be asked in the life of a handoff.</summary>
    public const int MostQuestions = 100;

    /// <summary>As many answers can one question be about.</summary>
    public const int MostFieldsOfAQuestion = 5;

    /// <summary>How many more can be asked now; none or less when it is full.</summary>
    public static int RoomToAsk(Handoff handoff) =>
        Math.Min(MostOpenQuestions - handoff.OpenQuestions.Length, MostQuestions - handoff.Questions.Length);

    private static Decision Ask(Scene scene, HandoffCommand.Ask ask)
    {
        var handoff = scene.Handoff;
        if (CannotAnswer(scene, ask.Round, "ask about") is { } refusal)
            return Refused(refusal);

        if (ask.Revision != handoff.Revision)
            return Refused(new Refusal.ChangedMeanwhile(handoff.Reference, handoff.ChangesSince(ask.Revision)));

        var said = ask.Questions.Index().Where(one => !IsLeftOut(one.Item)).ToImmutableArray();
        if (said.IsEmpty)
            return Refused(new Refusal.NotAQuestion(handoff.Reference, [new(0, QuestionPart.Text, "Write what you need to know.")]));

        var findings = said.SelectMany(one => WrongWith(scene, one.Index, one.Item)).ToImmutableArray();
        if (!findings.IsEmpty)
            return Refused(new Refusal.NotAQuestion(handoff.Reference, findings));

        if (said.Length > RoomToAsk(handoff))
            return Refused(new Refusal.TooManyQuestions(handoff.Reference, handoff.OpenQuestions.Length, handoff.Questions.Length));

        var policy = handoff.Playbook.Clocks.Acceptance;
        var clarification = (handoff.ClarificationRun?.Number ?? 0) + (handoff.Status == HandoffStatus.Clarifying ? 0 : 1);
        return Granted(new HandoffEvent.Asked(
            scene.By,
            scene.Now,
            handoff.Round,
            [.. said.Select((one, place) => new Question(
                handoff.Questions.Length + place + 1, handoff.Round, clarification, scene.By, scene.Now, one.Item.Text.Trim(),
                [.. one.Item.Fields.Distinct()], one.Item.WaitsForClient))],
            handoff.AcceptanceRun is { } run ? Paused(scene, run, policy, handoff.ReceivingTeam) : null));
    }

    private static bool IsLeftOut(NewQuestion question) =>
        string.IsNullOrWhiteSpace(question.Text) && question.Fields.IsEmpty && !question.WaitsForClient;

    private static IEnumerable<QuestionFinding> WrongWith(Scene scene, int place, NewQuestion question)
    {
        var text = question.Text.Trim();
        if (text.Length == 0)
            yield return new(place, QuestionPart.Text, "Write what you need to know.");
        else if (text.Length > LongestQuestion)
            yield return new(place, QuestionPart.Text, new Refusal.TooLong("The question", text.Length, LongestQuestion).Says.Plainly());

        if (question.Fields.Distinct().Count() > MostFieldsOfAQuestion)
            yield return new(place, QuestionPart.Fields, $"Choose at most {MostFieldsOfAQuestion}, and ask about the others in a question of their own.");
        else if (question.Fields.FirstOrDefault(id => !IsAsked(scene, id)) is { } field)
            yield return new(place, QuestionPart.Fields, new Refusal.NotAsked(scene.Handoff.Reference, scene.Checklist.Find(field)?.Label ?? field).Says.Plainly());
    }

    /// <summary>Measured by the calendar of now; a clock that the playbook does not have stands still as well, for when the handoff goes on.</summary>
    private static ClockRun Paused(Scene scene, ClockRun run, ClockPolicy? policy, string team) => policy is null
        ? run with { PausedSince = run.PausedSince ?? scene.Now }
        : Pausing.Pause(run, policy.Within, scene.Organization.CalendarOf(policy.Calendar, team), scene.Now);
}
