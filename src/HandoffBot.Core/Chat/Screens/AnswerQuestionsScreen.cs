using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Answering what is open: words for each question, and the answers of the checklist that it is about.</summary>
/// <remarks>
/// A dialog takes some 38 kB, and an input that is left out of it comes back as an empty one: so no more is drawn than fits, whatever is typed.
/// </remarks>
public sealed record AnswerQuestionsScreen
{
    /// <summary>As many questions stand on one form; the others wait for the next.</summary>
    public const int MostAtOnce = 5;

    /// <summary>How many characters the fields of one form may take, with all that can be typed and chosen in them.</summary>
    private const int MostCharacters = 18_000;

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

    private IEnumerable<Question> Questions => Handoff.OpenQuestions.Take(MostAtOnce);

    public Form Draw()
    {
        var (fields, tooMuch) = Fitting(Handoff, Answers ?? Handoff.Answers);
        var left = fields.ToList();
        var parts = new List<FormPart>();
        if (Says is not null)
            parts.Add(ScreenParts.Says(Says));

        foreach (var question in Questions)
        {
            parts.AddRange(Asked(question));
            parts.AddRange(left.Where(field => question.Fields.Contains(field.Id)).Select(Part));
            left.RemoveAll(field => question.Fields.Contains(field.Id));
        }

        if (left.Count > 0)
            parts.Add(ScreenParts.Says("With these answers, this is needed as well:"));

        parts.AddRange(left.Select(Part));
        parts.AddRange(Elsewhere(tooMuch));
        parts.Add(ScreenParts.Notes($"What you leave empty stays open. {Spoken.To(View)} goes on as soon as nothing is open any more."));
        return new(Token(fields), ScreenParts.Title($"Answer {Handoff.Reference}"), [.. parts], "Answer");
    }

    /// <summary>The fields that the form shows with these answers.</summary>
    public static ImmutableArray<Field> Fields(Handoff handoff, Answers answers) => Fitting(handoff, answers).Fields;

    /// <summary>Input id of the words for one question.</summary>
    public static string ReplyId(int question) => $"reply-{question.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The fields that the form with this token showed, and so the only ones that it can change.</summary>
    public static ImmutableArray<Field> DrawnIn(FormToken token, Playbook playbook) =>
        [.. Places(token, 1).Where(at => at < playbook.Checklist.Fields.Length).Select(at => playbook.Checklist.Fields[at])];

    /// <summary>The questions that the form with this token showed, by their numbers.</summary>
    public static ImmutableArray<int> AskedIn(FormToken token) => Places(token, 0);

    private static ImmutableArray<int> Places(FormToken token, int part) =>
    [
        .. ((token.Text ?? "").Split(';').ElementAtOrDefault(part) ?? "").Split(',')
            .Select(place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1)
            .Where(at => at >= 0),
    ];

    /// <summary>What an answer asks for comes first, since it goes nowhere without.</summary>
    private static (ImmutableArray<Field> Fields, ImmutableArray<Field> TooMuch) Fitting(Handoff handoff, Answers answers)
    {
        var questions = handoff.OpenQuestions.Take(MostAtOnce).ToList();
        var fields = ImmutableArray.CreateBuilder<Field>();
        var tooMuch = ImmutableArray.CreateBuilder<Field>();
        var taken = 0;
        foreach (var field in HandoffRules.FieldsOfTheQuestions(handoff, questions, answers).OrderBy(field => questions.Any(one => one.Fields.Contains(field.Id))))
        {
            taken += Characters(field.Kind);
            (taken <= MostCharacters ? fields : tooMuch).Add(field);
        }

        return (fields.ToImmutable(), tooMuch.ToImmutable());
    }

    /// <summary>About what a control takes, with its label.</summary>
    private static int Characters(FieldKind kind) => 500 + kind switch
    {
        FieldKind.Text text => Math.Min(text.MaxLength ?? 3000, 3000),
        FieldKind.LongText text => Math.Min(text.MaxLength ?? 3000, 3000),
        FieldKind.Choice choice => choice.Options.Sum(option => (2 * option.Length) + 40),
        FieldKind.Choices choices => choices.Options.Sum(option => (3 * option.Length) + 40),
        FieldKind.Person or FieldKind.Client => 3000,
        _ => 200,
    };

    private IEnumerable<FormPart> Elsewhere(ImmutableArray<Field> tooMuch)
    {
        if (!tooMuch.IsEmpty)
        {
            var labels = Counted.And(Counted.Few([.. tooMuch.Select(field => $"“{Shortened.To(field.Label, 98)}”")]));
            yield return ScreenParts.Notes($"There is no room here for {labels}: {Spoken.Name(View, Handoff.Sender)} can correct that.");
        }

        if (Handoff.OpenQuestions.Length > MostAtOnce)
            yield return ScreenParts.Notes($"{Counted.Of(Handoff.OpenQuestions.Length - MostAtOnce, "more question")} can be answered after these.");
    }

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
        var questions = Questions.Select(one => one.Number.ToString(CultureInfo.InvariantCulture));
        return new(
            FormKind.AnswerQuestions, Handoff.Number, Round: Handoff.Round, Revision: Revision ?? Handoff.Revision, Drawing: Drawing,
            Text: $"{string.Join(',', questions)};{string.Join(',', places)}");
    }
}
