using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>One step of the checklist: while it is filled in, and while the sender corrects it under the receiver's eyes.</summary>
public sealed record ChecklistScreen
{
    public required Playbook Playbook { get; init; }

    /// <summary>From 0.</summary>
    public required int Step { get; init; }

    /// <summary>What is stored, with what stands validly in the form laid over it: conditions look at these.</summary>
    public Answers Answers { get; init; } = Answers.None;

    /// <summary>The handoff, once the first Next has started it.</summary>
    public HandoffView? View { get; init; }

    /// <summary>What stands in the form that is redrawn; null when the step is opened. It overrides what is stored.</summary>
    public ImmutableDictionary<string, Input>? Inputs { get; init; }

    /// <summary>The fields that the form had when <see cref="Inputs"/> were typed: an empty control of theirs is empty.</summary>
    public ImmutableHashSet<string> Drawn { get; init; } = [];

    /// <summary>Sentences beside fields, by field id.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    public int Drawing { get; init; }

    /// <summary>The receiver is reading: the answers are corrected, not sent.</summary>
    public bool Correcting { get; init; }

    private Step Here => Playbook.Checklist.Steps[Step];

    private ImmutableArray<ExceptionRecord> Open => View?.Handoff.OpenExceptions ?? [];

    public Form Draw()
    {
        var asked = AskedHere(Playbook, Step, Answers);
        var parts = new List<FormPart> { new FormPart.Progress(Progress(Playbook, Step, Answers, Open.Length)), ScreenParts.Headed(Here.Name) };
        if (View is { Handoff: { Status: HandoffStatus.Rejected, Rejected: { } rejected } } view)
            parts.Add(ScreenParts.Says(Lessons.Sentence(view, rejected)));

        parts.AddRange(asked.SelectMany(field => (FormPart[])[Part(field), .. Excepting(field)]));
        if (asked.Length == 0)
            parts.Add(ScreenParts.Says("Nothing on this step is needed with the answers so far."));

        if (!Correcting && Step > 0)
            parts.Add(ScreenParts.Answers(new CardButton("Back", new(Act.Back, View?.Handoff.Number))));

        parts.Add(ScreenParts.Notes(Correcting
            ? "The receiving team sees the correction as soon as you press Save; closing the form loses it."
            : Step > 0 ? "Next and Back keep what you typed here; closing the form loses it." : "Next keeps what you typed here; closing the form loses it."));

        return new(Token(asked), ScreenParts.Title(Playbook.Name), [.. parts], Correcting ? "Save" : "Next");
    }

    /// <summary>The fields of a step that these answers ask for.</summary>
    public static ImmutableArray<Field> AskedHere(Playbook playbook, int step, Answers answers)
    {
        var counting = answers.Asked(playbook.Checklist);
        return [.. playbook.Checklist.Steps[step].Fields.Where(field => field.When?.Holds(counting) ?? true)];
    }

    /// <summary>The fields that the form with this token showed, and so the only ones that it can change.</summary>
    public static ImmutableHashSet<string> DrawnIn(FormToken token, Playbook playbook)
    {
        if (token.Step < 0 || token.Step >= playbook.Checklist.Steps.Count)
            return [];

        var fields = playbook.Checklist.Steps[token.Step].Fields;
        return [.. (token.Text ?? "").Split(',')
            .Select(place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1)
            .Where(at => at >= 0 && at < fields.Count)
            .Select(at => fields[at].Id)];
    }

    /// <summary>"Step 2 of 4 · 5 of 9 required".</summary>
    /// <param name="exceptions">How many of the required ones are to stay open.</param>
    public static string Progress(Playbook playbook, int step, Answers answers, int exceptions = 0)
    {
        var counting = answers.Asked(playbook.Checklist);
        var required = playbook.Checklist.Fields.Where(field => field.Required && (field.When?.Holds(counting) ?? true)).ToList();
        var steps = playbook.Checklist.Steps.Count;
        var where = step < steps ? $"Step {step + 1} of {steps}" : "Last screen";
        return $"{where} · {required.Count(field => counting.Find(field.Id) is not null)} of {required.Count} required{(exceptions == 0 ? "" : $" · {Counted.Of(exceptions, "exception")}")}";
    }

    private FormToken Token(ImmutableArray<Field> asked)
    {
        var places = Here.Fields.Index().Where(one => asked.Contains(one.Item)).Select(one => one.Index.ToString(CultureInfo.InvariantCulture));
        return new(
            Correcting ? FormKind.CorrectStep : FormKind.Checklist,
            View?.Handoff.Number,
            Playbook.Key,
            View?.Handoff.Round ?? 0,
            View?.Handoff.Revision ?? 0,
            Step,
            Drawing,
            string.Join(',', places));
    }

    private FormPart Part(Field field)
    {
        var current = Inputs is not null && Drawn.Contains(field.Id)
            ? Inputs.GetValueOrDefault(field.Id)
            : InputOf.Stored(Answers.Find(field.Id));
        var redraws = Here.Fields.Any(other => other.When?.Fields.Contains(field.Id) == true);
        var error = Errors.GetValueOrDefault(field.Id) ?? Lesson(field);
        return ScreenParts.Asks(field, current, redraws, error);
    }

    /// <summary>What stands open on this step.</summary>
    private IEnumerable<FormPart> Excepting(Field field) => Open.Where(one => one.Field == field.Id).Select(one => ScreenParts.Notes(
        $"An exception is asked for: it stays open until {Promised.On(one.Until)}. An answer makes the exception void."));

    private string? Lesson(Field field) =>
        View?.Handoff is { Status: HandoffStatus.Rejected, Rejected: { } rejected } && rejected.Fields.Contains(field.Id)
            ? $"{Spoken.Name(View, rejected.By)} asked for another look at this."
            : null;
}
