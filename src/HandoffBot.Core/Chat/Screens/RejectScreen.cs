using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Sending a handoff back so that the sender learns from it: reasons that can be counted, the fields, and free text.</summary>
public static class RejectScreen
{
    public const string Reasons = "reasons";
    public const string Note = "note";
    public const int NoteLength = 3000;

    private const string FieldsId = "fields";

    public static Form Draw(
        HandoffView view,
        ImmutableDictionary<string, Input>? inputs = null,
        ImmutableDictionary<string, string>? errors = null,
        Phrase? says = null,
        int drawing = 0)
    {
        var handoff = view.Handoff;
        var parts = new List<FormPart>();
        if (says is not null)
            parts.Add(ScreenParts.Says(says));

        parts.Add(ScreenParts.Says($"{Spoken.Sender(view)} gets {Spoken.Titled(view)} back to mend it, and keeps {Spoken.The(view)} until then."));
        parts.AddRange(Asked(handoff, inputs ?? Refusing(handoff), errors));
        return new(
            new(FormKind.Reject, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing),
            ScreenParts.Title($"Reject {handoff.Reference}"),
            [.. parts],
            "Reject");
    }

    /// <summary>What whoever gives a handoff back is asked for.</summary>
    internal static IEnumerable<FormPart> Asked(
        Handoff handoff, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors)
    {
        yield return new FormPart.ManyOf(
            Reasons, "Why?", Hint: null, Required: true, [.. handoff.RejectReasons.Select(one => new Suggestion(one.Id, one.Label))],
            ScreenParts.Many(inputs, Reasons), errors?.GetValueOrDefault(Reasons));
        foreach (var control in FieldControls(handoff))
        {
            yield return new FormPart.ManyOf(
                control.Id, control.Label, "What should the sender look at again?", Required: true, control.Options,
                ScreenParts.Many(inputs, control.Id), errors?.GetValueOrDefault(control.Id));
        }

        yield return new FormPart.TextField(
            Note, "What would make it right?", "The sender reads this.", Required: false, Multiline: true, NoteLength,
            ScreenParts.Typed(inputs, Note), errors?.GetValueOrDefault(Note));
    }

    /// <summary>Who does not approve an exception finds it chosen already, with the reason that says so.</summary>
    private static ImmutableDictionary<string, Input>? Refusing(Handoff handoff)
    {
        var open = handoff.OpenExceptions.Select(one => one.Field).ToHashSet(StringComparer.Ordinal);
        if (open.Count == 0)
            return null;

        var chosen = FieldControls(handoff).Select(control => (control.Id, Fields: control.Options.Select(one => one.Id).Where(open.Contains).ToImmutableArray()));
        return chosen.Where(one => !one.Fields.IsEmpty).ToImmutableDictionary(one => one.Id, Input (one) => new Input.Many(one.Fields))
            .Add(Reasons, new Input.Many([RejectReason.ExceptionRefused.Id]));
    }

    /// <summary>Input ids of the controls that name fields, in order: only what the sender was asked can be named.</summary>
    public static IEnumerable<string> FieldIds(Handoff handoff) => FieldControls(handoff).Select(control => control.Id);

    private static IEnumerable<(string Id, string Label, ImmutableArray<Suggestion> Options)> FieldControls(Handoff handoff) =>
        ScreenParts.AskedFields(handoff).Select((options, place) => (
            place == 0 ? FieldsId : $"{FieldsId}-{place + 1}",
            place == 0 ? "Which fields is it about?" : "More fields",
            options));
}
