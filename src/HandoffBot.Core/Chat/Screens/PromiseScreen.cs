using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>A promise to the client that is handed over with it: what, until when, and where it was said.</summary>
public static class PromiseScreen
{
    public const string What = "what";
    public const string Due = "due";
    public const string Where = "where";
    public const string Why = "why";

    /// <param name="id">Of a new promise, or of the one that is worded anew.</param>
    /// <param name="text">What stands in the form when it opens.</param>
    /// <param name="inputs">What stands in the form that is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    /// <param name="message">In which it was said, where it comes from one.</param>
    public static Form Draw(
        HandoffView view, CommitmentId id, PromiseText? text, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null, Quote? message = null)
    {
        var handoff = view.Handoff;
        return new(
            new(FormKind.Promise, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing, Text: $"{id.Value:N}"),
            "A promise",
            [
                ScreenParts.Says(Phrase.Of("What was promised to ", new Inline.Strong(Spoken.Client(view)), "?")),
                .. MessageParts.OfPromise(message, "Both teams of the handoff read it, with a link to the message."),
                .. Parts(text, inputs, errors),
                ScreenParts.Notes(handoff.IsOpen
                    ? $"{Spoken.To(view)} sees it as soon as you press Save, and acknowledges or disputes it when accepting."
                    : $"{Spoken.To(view)} acknowledges or disputes each promise when accepting."),
            ],
            "Save");
    }

    /// <summary>The promise that a form is about; null when it carries none.</summary>
    public static CommitmentId? IdIn(string? carried) => Guid.TryParseExact(carried, "N", out var id) ? new(id) : null;

    /// <summary>The input beside which something of a promise is said.</summary>
    public static string InputOf(PromisePart part) => part switch
    {
        PromisePart.What => What,
        PromisePart.Due => Due,
        PromisePart.Where => Where,
        PromisePart.Ask => ClientPromiseScreen.Ask,
        _ => Why,
    };

    /// <summary>What the form says, and what of it is malformed, by input id.</summary>
    public static (PromiseText? Text, ImmutableDictionary<string, string> Errors) Read(ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        var what = Answered<Answer.Text>(Said(What), inputs, context, errors, "Say what was promised.");
        var due = Answered<Answer.Date>(DueField, inputs, context, errors, "Say until when.");
        var where = Answered<Answer.Text>(Said(Where), inputs, context, errors, null);
        return (what is null || due is null || errors.Count > 0 ? null : new PromiseText(what.Value, due.Value, where?.Value), errors.ToImmutable());
    }

    /// <summary>The day that a form names; null with what is wrong with it.</summary>
    public static (LocalDate? Day, ImmutableDictionary<string, string> Errors) ReadDay(ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        return (Answered<Answer.Date>(DueField, inputs, context, errors, "Say until when.")?.Value, errors.ToImmutable());
    }

    internal static IEnumerable<FormPart> Parts(
        PromiseText? text, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors) =>
        [.. Words(text, inputs, errors), Part(Said(Where), text?.Where, inputs, errors)];

    /// <summary>What, and until when.</summary>
    internal static IEnumerable<FormPart> Words(
        PromiseText? text, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors) =>
        [Part(Said(What), text?.What, inputs, errors), Day(text?.Due, inputs, errors)];

    internal static FormPart Day(LocalDate? stored, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors) =>
        Part(DueField, stored is { } day ? new Answer.Date(day).Plain : null, inputs, errors);

    private static T? Answered<T>(
        Field field, ImmutableDictionary<string, Input> inputs, FieldContext context, ImmutableDictionary<string, string>.Builder errors, string? missing)
        where T : Answer
    {
        var result = FieldCheck.Read(field, inputs.GetValueOrDefault(field.Id), context);
        if (result is FieldResult.Malformed malformed)
            errors[field.Id] = malformed.Says;
        else if (result is FieldResult.Empty && missing is not null)
            errors[field.Id] = missing;
        return (result as FieldResult.Good)?.Answer as T;
    }

    /// <summary>What stands in a form that is redrawn overrides what was stored, also where it is empty by now.</summary>
    private static FormPart.ChecklistField Part(
        Field field, string? stored, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors)
    {
        var current = inputs is not null ? inputs.GetValueOrDefault(field.Id) : stored is null ? null : new Input.Typed(stored);
        return new(field, current, Redraws: false, errors?.GetValueOrDefault(field.Id));
    }

    private static Field Said(string id) => id == What
        ? new() { Id = What, Label = "What was promised", Kind = new FieldKind.LongText(null, PromiseText.LongestWhat, null, null), Required = true }
        : new() { Id = Where, Label = "Where it was said", Kind = new FieldKind.Text(null, PromiseText.LongestWhere, null, null), Hint = "A call, a meeting, an e-mail" };

    private static Field DueField => new() { Id = Due, Label = "Until when", Kind = new FieldKind.Date(null, null), Required = true, Hint = "It is kept by the end of that day" };
}
