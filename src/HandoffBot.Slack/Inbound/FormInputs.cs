using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;

namespace HandoffBot.Slack.Inbound;

/// <summary>Reads what stands in the controls of a form. An empty control is absent; a box that can be ticked is always there.</summary>
internal static class FormInputs
{
    public static ImmutableDictionary<string, Input> Of(StateWire? state)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, Input>();
        foreach (var (block, actions) in state?.Values ?? [])
        {
            foreach (var (action, value) in actions ?? [])
            {
                if (value is not null && Read(action, value) is { } input)
                    inputs[block] = input;
            }
        }

        return inputs.ToImmutable();
    }

    private static Input? Read(string action, ValueWire value)
    {
        if (action == ActionIds.Tick)
            return new Input.Ticked(value.SelectedOptions is { IsEmpty: false });

        return value.Type switch
        {
            "static_select" or "external_select" or "radio_buttons" => Selected(value.SelectedOption),
            "multi_static_select" or "checkboxes" => Many(value.SelectedOptions),
            "datepicker" => Typed(value.SelectedDate),
            _ => Typed(value.Value),
        };
    }

    private static Input? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Input.Typed(text);

    private static Input? Selected(OptionWire? option) =>
        option?.Value is { Length: > 0 } id ? new Input.Selected(id, option.Text?.Text ?? id) : null;

    private static Input? Many(ImmutableList<OptionWire?>? options)
    {
        var ids = options?.Select(option => option?.Value).OfType<string>().ToImmutableArray() ?? [];
        return ids.IsEmpty ? null : new Input.Many(ids);
    }
}
