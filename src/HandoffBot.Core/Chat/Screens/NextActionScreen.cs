using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Something that is to be done next: what, who and until when.</summary>
public static class NextActionScreen
{
    public const string What = PromiseScreen.What;
    public const string Who = "who";

    private static readonly Field WhatField = new()
    {
        Id = What, Label = "What is to be done next", Kind = new FieldKind.Text(null, NextAction.LongestWhat, null, null), Required = true,
    };

    /// <param name="inputs">What stands in the form that is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    public static Form Draw(
        HandoffView view, Guid id, int drawing = 0, ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null)
    {
        var handoff = view.Handoff;
        var who = inputs?.GetValueOrDefault(Who) is Input.Selected chosen ? new Suggestion(chosen.Id, chosen.Label) : null;
        return new(
            new(FormKind.NextAction, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing, Text: $"{id:N}"),
            "A next action",
            [
                new FormPart.ChecklistField(WhatField, inputs?.GetValueOrDefault(What), Redraws: false, errors?.GetValueOrDefault(What)),
                new FormPart.PersonField(Who, "Who", "Left empty, it is the new owner's", Required: false, who, Redraws: false, errors?.GetValueOrDefault(Who)),
                PromiseScreen.Day(null, inputs, errors),
                ScreenParts.Notes("With the acceptance it comes onto the new owner's list."),
            ],
            "Save");
    }

    /// <summary>What the form says; null with what is missing or malformed, by input id.</summary>
    public static (NextAction? Action, ImmutableDictionary<string, string> Errors) Read(Guid id, ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var (day, errors) = PromiseScreen.ReadDay(inputs, context);
        var said = FieldCheck.Read(WhatField, inputs.GetValueOrDefault(What), context);
        if (said is FieldResult.Malformed malformed)
            errors = errors.SetItem(What, malformed.Says);
        else if (said is FieldResult.Empty)
            errors = errors.SetItem(What, "Say what is to be done.");

        var chosen = (inputs.GetValueOrDefault(Who) as Input.Selected)?.Id;
        var who = chosen is null ? null : SuggestionId.Person(chosen);
        if (chosen is not null && (who is not { } person || context.FindPerson(person) is null))
            errors = errors.SetItem(Who, "This person is not here any more. Choose somebody else.");

        return day is { } due && errors.IsEmpty && said is FieldResult.Good { Answer: var what }
            ? (new NextAction(id, what.Plain, who, due), errors)
            : (null, errors);
    }
}
