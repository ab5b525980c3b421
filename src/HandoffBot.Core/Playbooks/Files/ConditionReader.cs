using System.Globalization;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>What a condition may look at: the fields that come before it.</summary>
/// <param name="Earlier">By id; null where the field itself has mistakes.</param>
/// <param name="Later">Fields that exist, but come later.</param>
internal sealed record Subjects(IReadOnlyDictionary<string, FieldKind?> Earlier, IReadOnlyCollection<string> Later);

/// <summary>Reads a <c>when</c>.</summary>
internal static class ConditionReader
{
    private static readonly string[] Comparisons = ["is", "is-not", "any-of", "at-least", "answered"];
    private static readonly string[] Keys = ["field", .. Comparisons, "all", "any"];

    public static Condition? Read(YamlNode? node, Subjects subjects, Mistakes mistakes)
    {
        if (Section.Of(node, "a condition", mistakes, Keys) is not { } section)
            return null;

        string[] used = [.. Keys.Skip(1).Where(section.Has)];
        if (used.Length != 1)
        {
            mistakes.Add(section.Start, used.Length == 0
                ? "a condition needs one of 'is', 'is-not', 'any-of', 'at-least', 'answered', 'all' or 'any'"
                : $"a condition has one comparison, not {string.Join(" and ", used.Select(key => $"'{key}'"))}; join several with 'all' or 'any'");
            return null;
        }

        return used[0] is "all" or "any" ? ReadGroup(section, used[0], subjects) : ReadComparison(section, used[0], subjects);
    }

    private static Condition? ReadGroup(Section section, string key, Subjects subjects)
    {
        if (section.Has("field"))
            section.Mistakes.Add(section.At("field"), $"'field' stands inside the conditions of '{key}', not beside it");

        var items = section.Items(key);
        Condition[] conditions = [.. items.Select(item => Read(item, subjects, section.Mistakes)).OfType<Condition>()];
        if (section.Node(key) is YamlNode.List { Items.Count: 0 } empty)
            section.Mistakes.Add(empty.At, $"'{key}' needs at least one condition");
        if (conditions.Length == 0 || conditions.Length < items.Count)
            return null;

        return key == "all" ? new Condition.All(conditions) : new Condition.Any(conditions);
    }

    private static Condition? ReadComparison(Section section, string key, Subjects subjects)
    {
        if (section.NeededText("field") is not { } field || !IsEarlier(field, section, subjects))
            return null;

        var kind = subjects.Earlier[field];
        switch (key)
        {
            case "any-of":
                var words = section.Words(key);
                if (section.Node(key) is YamlNode.List { Items.Count: 0 } empty)
                    section.Mistakes.Add(empty.At, "'any-of' needs at least one value");
                string[] values = [.. words.Select(word => ConditionValue.Read(word, field, kind, section.Mistakes)).OfType<string>()];
                return values.Length > 0 && values.Length == words.Count ? new Condition.AnyOf(field, values) : null;

            case "at-least":
                if (kind is not (null or FieldKind.Number or FieldKind.Money))
                    section.Mistakes.Add(section.At(key), $"'at-least' compares numbers and amounts, and '{field}' is neither");
                return section.Number(key) is { } least ? new Condition.AtLeast(field, least) : null;

            case "answered":
                var before = section.Text(key);
                return before is null ? null : new Condition.Answered(field, section.Flag(key));

            default:
                if (section.Node(key) is not { } node)
                    return null;
                if (node is not YamlNode.Scalar scalar)
                {
                    section.Mistakes.Add(node.At, $"'{key}' is a single value, not {node.What}; for one of several write 'any-of'");
                    return null;
                }

                if (ConditionValue.Read(scalar, field, kind, section.Mistakes) is not { } value)
                    return null;
                return key == "is" ? new Condition.Is(field, value) : new Condition.IsNot(field, value);
        }
    }

    private static bool IsEarlier(string field, Section section, Subjects subjects)
    {
        if (subjects.Earlier.ContainsKey(field))
            return true;

        if (subjects.Later.Contains(field))
            section.Mistakes.Add(section.At("field"), $"a condition looks only at earlier fields, and '{field}' does not come before this one");
        else
            section.Mistakes.AddUnknown(section.At("field"), $"field '{field}' is not defined", field, [.. subjects.Earlier.Keys]);
        return false;
    }
}

/// <summary>Reads what a field's answer is compared with, as <see cref="Answer.Matches"/> understands it.</summary>
internal static class ConditionValue
{
    public static string? Read(YamlNode.Scalar scalar, string field, FieldKind? kind, Mistakes mistakes)
    {
        var value = scalar.Text.Trim();
        return kind switch
        {
            FieldKind.Choice choice => Option(value, choice.Options),
            FieldKind.Choices choices => Option(value, choices.Options),
            FieldKind.YesNo => value.ToLowerInvariant() switch
            {
                "yes" or "true" => "yes",
                "no" or "false" => "no",
                _ => Wrong($"'{field}' is yes or no, never '{value}'"),
            },
            FieldKind.Number => Section.Plain(value) is { } number
                ? number.ToString("0.############################", CultureInfo.InvariantCulture)
                : Wrong($"'{field}' is a number, never '{value}'"),
            FieldKind.Money => Wrong($"'{field}' is an amount; compare it with 'at-least'"),
            FieldKind.Date => Spans.Date(value) is not null ? value : Wrong($"'{field}' is a date such as 2026-12-31, never '{value}'"),
            _ => value,
        };

        string? Option(string word, IReadOnlyList<string> options)
        {
            if (options.FirstOrDefault(one => string.Equals(one, word, StringComparison.OrdinalIgnoreCase)) is { } option)
                return option;

            mistakes.AddUnknown(scalar.At, $"'{word}' is not an option of '{field}'", word, options);
            return null;
        }

        string? Wrong(string says)
        {
            mistakes.Add(scalar.At, says);
            return null;
        }
    }
}
