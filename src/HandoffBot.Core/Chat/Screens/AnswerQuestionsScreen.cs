using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Answering what is open: words for each question, and the answers of the checklist that it is about.</summary>
public sealed record AnswerQuestionsScreen
{
    public required HandoffView View { get; init; }

    /// <summary>What is stored, with what stands validly in the form laid over it: it decides what is asked.</summary>
    public Answers? Answers { get; init; }

    /// <summary>What stands in the form that is redrawn; null when it is opened.</summary>
    public ImmutableDictionary<string, Input>? Inputs { get; init; }

    /// <summary>The fields whose inputs count: an empty control of theirs is empty.</summary>
    public ImmutableHashSet<string> Drawn { get; init; } = [];

    /// <summary>Sentences by input id.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What changed since the form was opened, where that stands in the way.</summary>
    public Phrase? Says { get; init; }

    /// <summary>What was read when the form was opened; null when it is opened now.</summary>
    public int? Revision { get; init; }

    public int Drawing { get; init; }

    private Handoff Handoff => View.Handoff;

    private Checklist Checklist => Handoff.Playbook.Checklist;

    public Form Draw()
    {
        var fields = HandoffRules.FieldsOfTheQuestions(Handoff, Answers);
        var left = fields.ToList();
        var parts = new List<FormPart>();
        if (Says is not null)
            parts.Add(ScreenParts.Says(Says));

        foreach (var question in Handoff.OpenQuestions)
        {
            parts.AddRange(Asked(question));
            parts.AddRange(left.Where(field => question.Fields.Contains(field.Id)).Select(Part));
            left.RemoveAll(field => question.Fields.Contains(field.Id));
        }

        if (left.Count > 0)
            parts.Add(ScreenParts.Says("With these answers, this is needed as well:"));

        parts.AddRange(left.Select(Part));
        parts.Add(ScreenParts.Notes($"What you leave empty stays open. {Spoken.To(View)} goes on as soon as nothing is open any more."));
        return new(Token(fields), ScreenParts.Title($"Answer {Handoff.Reference}"), [.. parts], "Answer");
    }

    /// <summary>Input id of the words for one question.</summary>
    public static string ReplyId(int question) => $"reply-{question.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The fields that the form with this token showed, and so the only ones that it can change.</summary>
    public static ImmutableArray<Field> DrawnIn(FormToken token, Playbook playbook) =>
        [.. Places(token, 1).Where(at => at < playbook.Checklist.Fields.Count()).Select(at => playbook.Checklist.Fields.ElementAt(at))];

    /// <summary>The questions that the form with this token showed, by their numbers.</summary>
    public static ImmutableArray<int> AskedIn(FormToken token) => Places(token, 0);

    private static ImmutableArray<int> Places(FormToken token, int part) =>
    [
        .. ((token.Text ?? "").Split(';').ElementAtOrDefault(part) ?? "").Split(',')
            .Select(place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1)
            .Where(at => at >= 0),
    ];

    private IEnumerable<FormPart> Asked(Question question)
    {
        yield return new FormPart.Shown(new CardPart.LongText(QuestionWords.Label(View, question), question.Text));
        yield return new FormPart.TextField(
            ReplyId(question.Number),
            Handoff.OpenQuestions.Length == 1 ? "Your answer" : string.Create(CultureInfo.InvariantCulture, $"Your answer to question {question.Number}"),
            question.Fields.IsEmpty ? null : "Or just change below what it is about.",
            Required: false,
            Multiline: true,
            HandoffRules.LongestReply,
            ScreenParts.Typed(Inputs, ReplyId(question.Number)),
            Errors.GetValueOrDefault(ReplyId(question.Number)));
    }

    private FormPart Part(Field field)
    {
        var current = Inputs is not null && Drawn.Contains(field.Id)
            ? Inputs.GetValueOrDefault(field.Id)
            : InputOf.Stored(Handoff.Answers.Find(field.Id));
        var redraws = Checklist.Fields.Any(other => other.When?.Fields.Contains(field.Id) == true);
        return ScreenParts.Asks(field, current, redraws, Errors.GetValueOrDefault(field.Id));
    }

    private FormToken Token(ImmutableArray<Field> fields)
    {
        var places = Checklist.Fields.Index().Where(one => fields.Contains(one.Item)).Select(one => one.Index.ToString(CultureInfo.InvariantCulture));
        var questions = Handoff.OpenQuestions.Select(one => one.Number.ToString(CultureInfo.InvariantCulture));
        return new(
            FormKind.AnswerQuestions, Handoff.Number, Round: Handoff.Round, Revision: Revision ?? Handoff.Revision, Drawing: Drawing,
            Text: $"{string.Join(',', questions)};{string.Join(',', places)}");
    }
}
