using System.Globalization;

namespace HandoffBot.Core.Playbooks.Yaml;

/// <summary>
/// A set of keys that are known beforehand. Making one reports every unknown key; reading a key reports a value of the wrong type.
/// What cannot be read comes back as nothing, and reading goes on.
/// </summary>
internal sealed class Section
{
    private readonly Dictionary<string, YamlNode> _values = [];

    private Section(YamlNode.Map map, string what, Mistakes mistakes, IReadOnlyList<string> keys)
    {
        (Start, What, Mistakes) = (map.At, what, mistakes);
        foreach (var (key, value) in map.Entries)
        {
            if (keys.Contains(key.Text))
                _values[key.Text] = value;
            else
                mistakes.AddUnknown(key.At, $"'{key.Text}' is not a key of {what}", key.Text, keys);
        }
    }

    /// <summary>Where the section begins: what is missing is reported here.</summary>
    public Place Start { get; }

    /// <summary>"a team", "a step of a ladder".</summary>
    public string What { get; }

    public Mistakes Mistakes { get; }

    public static Section? Of(YamlNode? node, string what, Mistakes mistakes, params IReadOnlyList<string> keys)
    {
        if (node is YamlNode.Map map)
            return new(map, what, mistakes, keys);

        if (node is not null)
            mistakes.Add(node.At, $"{what} is a set of keys ({string.Join(", ", keys)}), not {node.What}");
        return null;
    }

    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Where the key's value stands, else where the section begins.</summary>
    public Place At(string key) => _values.TryGetValue(key, out var node) ? node.At : Start;

    public YamlNode? Node(string key)
    {
        if (!_values.TryGetValue(key, out var node))
            return null;
        if (!node.IsEmpty)
            return node;

        Mistakes.Add(node.At, $"'{key}' has no value; give it one or take the key away");
        return null;
    }

    /// <summary>The value of a key that must be there.</summary>
    public YamlNode? Needed(string key)
    {
        if (!Has(key))
            Mistakes.Add(Start, $"{What} needs '{key}'");
        return Node(key);
    }

    public string? Text(string key) => ScalarOf(key, Node(key));

    public string? NeededText(string key) => ScalarOf(key, Needed(key));

    /// <summary>A text of at most so many characters.</summary>
    public string? Text(string key, int most, bool needed = false)
    {
        var text = needed ? NeededText(key) : Text(key);
        if (text?.Length > most)
            Mistakes.Add(At(key), $"'{key}' has {text.Length} characters; {most} are the most");
        return text;
    }

    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is null)
            return false;
        if (text.ToLowerInvariant() is "true" or "yes")
            return true;

        if (text.ToLowerInvariant() is not ("false" or "no"))
            Mistakes.Add(At(key), $"'{key}' is true or false, not '{text}'");
        return false;
    }

    public decimal? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (Plain(text) is { } number)
            return number;

        Mistakes.Add(At(key), $"'{key}' is a number such as 12 or 12.5, not '{text}'");
        return null;
    }

    public int? Whole(string key, int least, int most, bool needed = false)
    {
        if ((needed ? NeededText(key) : Text(key)) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;

        Mistakes.Add(At(key), $"'{key}' is a whole number from {least} to {most}, not '{text}'");
        return null;
    }

    /// <summary>A value that has a grammar of its own; <paramref name="right"/> completes "… is".</summary>
    public T? Parse<T>(string key, Func<string, T?> grammar, string right, bool needed = false)
        where T : class
    {
        if ((needed ? NeededText(key) : Text(key)) is not { } text)
            return null;
        if (grammar(text) is { } value)
            return value;

        Mistakes.Add(At(key), $"'{key}' is {right}, not '{text}'");
        return null;
    }

    /// <summary>The items of a list; empty ones are reported and left out.</summary>
    public IReadOnlyList<YamlNode> Items(string key, bool needed = false)
    {
        if ((needed ? Needed(key) : Node(key)) is not { } node)
            return [];
        if (node is not YamlNode.List list)
        {
            Mistakes.Add(node.At, $"'{key}' is a list, not {node.What}; write it in [brackets] or with a '-' before each");
            return [];
        }

        foreach (var empty in list.Items.Where(item => item.IsEmpty))
            Mistakes.Add(empty.At, $"an item of '{key}' has no value");
        return [.. list.Items.Where(item => !item.IsEmpty)];
    }

    /// <summary>The items of a list of single values.</summary>
    public IReadOnlyList<YamlNode.Scalar> Words(string key, bool needed = false)
    {
        var items = Items(key, needed);
        foreach (var wrong in items.Where(item => item is not YamlNode.Scalar))
            Mistakes.Add(wrong.At, $"an item of '{key}' is a single value, not {wrong.What}");
        return [.. items.OfType<YamlNode.Scalar>()];
    }

    /// <summary>What stands under a key whose own keys are names that people choose.</summary>
    public IReadOnlyList<YamlNode.Entry> Named(string key, bool needed = false)
    {
        if ((needed ? Needed(key) : Node(key)) is not { } node)
            return [];
        if (node is YamlNode.Map map)
            return map.Entries;

        Mistakes.Add(node.At, $"'{key}' is a set of names, each with its own keys, not {node.What}");
        return [];
    }

    public static decimal? Plain(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private string? ScalarOf(string key, YamlNode? node)
    {
        if (node is null or YamlNode.Scalar)
            return (node as YamlNode.Scalar)?.Text.Trim();

        Mistakes.Add(node.At, $"'{key}' is a single value, not {node.What}");
        return null;
    }
}
