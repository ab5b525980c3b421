using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Filling in what an approved exception left open: its field, and what that answer asks for.</summary>
public sealed record FillInScreen
{
    public required HandoffView View { get; init; }

    public required ExceptionRecord Exception { get; init; }

    /// <summary>What is stored, with what stands validly in the form laid over it: it decides what is asked.</summary>
    public Answers? Answers { get; init; }

    /// <summary>What stands in the form that is redrawn; null when it is opened.</summary>
    public ImmutableDictionary<string, Input>? Inputs { get; init; }

    /// <summary>The fields whose inputs count: an empty control of theirs is empty.</summary>
    public ImmutableHashSet<string> Drawn { get; init; } = [];

    /// <summary>Sentences by field id.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    public int Drawing { get; init; }

    private Handoff Handoff => View.Handoff;

    private Checklist Checklist => Handoff.Playbook.Checklist;

    public Form Draw()
    {
        var fields = HandoffRules.FieldsToFillIn(Handoff, Exception, Answers ?? Handoff.Answers);
        var parts = new List<FormPart> { ScreenParts.Says(Excepted.Line(View, Exception, ExceptionRecord.LongestReason)) };
        parts.AddRange(fields.Where(field => field.Id == Exception.Field).Select(Part));
        if (fields.Length > 1)
            parts.Add(ScreenParts.Says("With this answer, this is needed as well:"));

        parts.AddRange(fields.Where(field => field.Id != Exception.Field).Select(Part));
        parts.Add(ScreenParts.Notes($"{Spoken.From(View)} and {Spoken.To(View)} see it on the cards as soon as you press Fill in."));
        return new(Token(fields), ScreenParts.Title($"Fill in {Handoff.Reference}"), [.. parts], "Fill in");
    }

    /// <summary>The exception that a button or a form names; 0 where it names none.</summary>
    public static int NumberIn(string? carried) =>
        int.TryParse((carried ?? "").Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The fields that the form with this token showed, and so the only ones that it can change.</summary>
    public static ImmutableArray<Field> DrawnIn(FormToken token, Playbook playbook)
    {
        var fields = playbook.Checklist.Fields.ToList();
        return
        [
            .. ((token.Text ?? "").Split(';').ElementAtOrDefault(1) ?? "").Split(',')
                .Select(place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1)
                .Where(at => at >= 0 && at < fields.Count).Select(at => fields[at]),
        ];
    }

    private FormPart Part(Field field)
    {
        var current = Inputs is not null && Drawn.Contains(field.Id) ? Inputs.GetValueOrDefault(field.Id) : InputOf.Stored(Handoff.Answers.Find(field.Id));
        var redraws = Checklist.Fields.Any(other => other.When?.Fields.Contains(field.Id) == true);
        return ScreenParts.Asks(field, current, redraws, Errors.GetValueOrDefault(field.Id));
    }

    private FormToken Token(ImmutableArray<Field> fields)
    {
        var places = Checklist.Fields.Index().Where(one => fields.Contains(one.Item)).Select(one => one.Index.ToString(CultureInfo.InvariantCulture));
        return new(
            FormKind.FillIn, Handoff.Number, Round: Handoff.Round, Revision: Handoff.Revision, Drawing: Drawing,
            Text: string.Create(CultureInfo.InvariantCulture, $"{Exception.Number};{string.Join(',', places)}"));
    }
}
