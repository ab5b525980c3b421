using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Asking to leave a required field open: why, and until when.</summary>
public static class ExceptionScreen
{
    public const string Reason = "reason";
    public const string Until = "until";

    private static readonly Field ReasonField = new()
    {
        Id = Reason, Label = "Why does it stay open?", Kind = new FieldKind.LongText(null, ExceptionRecord.LongestReason, null, null), Required = true,
    };

    private static readonly Field UntilField = new()
    {
        Id = Until, Label = "Until when?", Kind = new FieldKind.Date(null, null), Required = true, Hint = "It is filled in by the end of that day",
    };

    /// <param name="field">The field that is to stay open. What is asked for it already stands in the form.</param>
    /// <param name="inputs">What stands in the form that is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    public static Form Draw(
        HandoffView view, Field field, int drawing = 0, ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null)
    {
        var handoff = view.Handoff;
        var known = handoff.Exceptions.FirstOrDefault(one => one.Field == field.Id && one.IsOpen);
        return new(
            new(FormKind.Exception, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing, Text: field.Id),
            "An exception",
            [
                ScreenParts.Says(Phrase.Of("Leave ", new Inline.Strong(Shortened.To(field.Label, 150)), " open for now?")),
                Part(ReasonField, known?.Reason, inputs, errors),
                Part(UntilField, known is null ? null : new Answer.Date(known.Until).Plain, inputs, errors),
                ScreenParts.Notes(handoff.IsOpen
                    ? $"{Spoken.To(view)} sees it as soon as you press Save, and approves it by accepting."
                    : $"{Spoken.To(view)} approves it by accepting, or rejects. An answer makes it void."),
            ],
            "Save");
    }

    /// <summary>What the form says; null with what is missing or malformed, by input id.</summary>
    public static ((string Reason, LocalDate Until)? Said, ImmutableDictionary<string, string> Errors) Read(
        ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        var reason = Answered<Answer.Text>(ReasonField, "Say why it stays open.");
        var until = Answered<Answer.Date>(UntilField, "Say until when.");
        return (reason is null || until is null ? null : (reason.Value, until.Value), errors.ToImmutable());

        T? Answered<T>(Field field, string missing)
            where T : Answer
        {
            var result = FieldCheck.Read(field, inputs.GetValueOrDefault(field.Id), context);
            if (result is FieldResult.Malformed malformed)
                errors[field.Id] = malformed.Says;
            else if (result is FieldResult.Empty)
                errors[field.Id] = missing;
            return (result as FieldResult.Good)?.Answer as T;
        }
    }

    /// <summary>The input beside which something of an exception is said.</summary>
    public static string InputOf(ExceptionPart part) => part == ExceptionPart.Reason ? Reason : Until;

    private static FormPart.ChecklistField Part(
        Field field, string? stored, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors)
    {
        var current = inputs is not null ? inputs.GetValueOrDefault(field.Id) : stored is null ? null : new Input.Typed(stored);
        return new(field, current, Redraws: false, errors?.GetValueOrDefault(field.Id));
    }
}
