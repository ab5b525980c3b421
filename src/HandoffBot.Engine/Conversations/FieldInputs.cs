using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>What stands in the fields of a form that came back.</summary>
/// <param name="Changes">Every valid answer, and null for what was emptied.</param>
/// <param name="Errors">What is malformed, by field id.</param>
internal sealed record FieldInputs(ImmutableDictionary<string, Answer?> Changes, ImmutableDictionary<string, string> Errors)
{
    /// <param name="drawn">The fields that the form had: it changes no others.</param>
    public static FieldInputs Read(IEnumerable<Field> drawn, ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var changes = ImmutableDictionary.CreateBuilder<string, Answer?>();
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var field in drawn)
        {
            switch (FieldCheck.Read(field, inputs.GetValueOrDefault(field.Id), context))
            {
                case FieldResult.Good good:
                    changes[field.Id] = good.Answer;
                    break;
                case FieldResult.Malformed malformed:
                    errors[field.Id] = malformed.Says;
                    break;
                default:
                    changes[field.Id] = null;
                    break;
            }
        }

        return new(changes.ToImmutable(), errors.ToImmutable());
    }
}
