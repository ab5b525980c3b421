using System.Text.RegularExpressions;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads the type of a field and the limits that go with it.</summary>
internal static class KindReader
{
    public const int LongestText = 3000;
    private const int MostOptions = 100;
    private const int LongestOption = 75;
    private const int LongestPattern = 500;

    /// <summary>Which of the limits each type knows.</summary>
    private static readonly OrderedDictionary<string, string[]> LimitsOf = new()
    {
        ["text"] = ["min-length", "max-length", "pattern", "pattern-says"],
        ["long-text"] = ["min-length", "max-length", "pattern", "pattern-says"],
        ["number"] = ["min", "max"],
        ["money"] = ["min", "max"],
        ["date"] = ["not-before", "not-after"],
        ["choice"] = ["options"],
        ["choices"] = ["options"],
        ["yes-no"] = [],
        ["person"] = [],
        ["client"] = [],
        ["email"] = [],
        ["url"] = [],
        ["phone"] = [],
    };

    /// <summary>The keys of every limit there is.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. LimitsOf.Values.SelectMany(keys => keys).Distinct()];

    /// <summary>The words that mean a type of their own, whatever a playbook hands over.</summary>
    public static bool IsType(string word) => LimitsOf.ContainsKey(word);

    /// <param name="subject">What the playbook hands over: its word is a type as well.</param>
    public static FieldKind? Read(Section section, Subject subject)
    {
        if (section.NeededText("type") is not { } type)
            return null;

        string[]? limits = type == subject.Word ? [] : LimitsOf.GetValueOrDefault(type);
        if (limits is null)
        {
            section.Mistakes.AddUnknown(section.At("type"), $"'{type}' is not a type of field", type, [.. LimitsOf.Keys.Append(subject.Word).Distinct()]);
            return null;
        }

        foreach (var misplaced in Keys.Where(key => section.Has(key) && !limits.Contains(key)))
        {
            var owners = string.Join(" and ", LimitsOf.Where(one => one.Value.Contains(misplaced)).Select(one => one.Key));
            section.Mistakes.Add(section.At(misplaced), $"'{misplaced}' belongs to fields of type {owners}, not {type}");
        }

        return type switch
        {
            _ when type == subject.Word => new FieldKind.Client { Of = subject },
            "text" => ReadText(section, (min, max, pattern, says) => new FieldKind.Text(min, max, pattern, says)),
            "long-text" => ReadText(section, (min, max, pattern, says) => new FieldKind.LongText(min, max, pattern, says)),
            "number" => ReadRange(section, (min, max) => new FieldKind.Number(min, max)),
            "money" => ReadRange(section, (min, max) => new FieldKind.Money(min, max)),
            "date" => ReadDate(section),
            "choice" => new FieldKind.Choice(ReadOptions(section)),
            "choices" => new FieldKind.Choices(ReadOptions(section)),
            "yes-no" => new FieldKind.YesNo(),
            "person" => new FieldKind.Person(),
            "client" => new FieldKind.Client(),
            "email" => new FieldKind.Email(),
            "url" => new FieldKind.Url(),
            _ => new FieldKind.Phone(),
        };
    }

    private static FieldKind ReadText(Section section, Func<int?, int?, string?, string?, FieldKind> make)
    {
        var min = section.Whole("min-length", 1, LongestText);
        var max = section.Whole("max-length", 1, LongestText);
        if (min > max)
            section.Mistakes.Add(section.At("min-length"), $"'min-length' {min} is more than 'max-length' {max}");

        var pattern = section.Text("pattern", LongestPattern);
        if (pattern is not null && WhyNot(pattern) is { } why)
            section.Mistakes.Add(section.At("pattern"), why);
        if (section.Has("pattern-says") && !section.Has("pattern"))
            section.Mistakes.Add(section.At("pattern-says"), "'pattern-says' explains a 'pattern', and there is none");
        return make(min, max, pattern, section.Text("pattern-says", most: 150));
    }

    /// <summary>Why a pattern cannot be used; null when it can.</summary>
    private static string? WhyNot(string pattern)
    {
        if (pattern.Length > LongestPattern)
            return null;

        try
        {
            _ = TextPattern.Of(pattern);
            return null;
        }
        catch (NotSupportedException)
        {
            return "this pattern needs backtracking (look-around, back-references and the like), which is not run; write it without, or say it in 'hint'";
        }
        catch (RegexParseException broken)
        {
            return $"this pattern cannot be read at its character {broken.Offset}: {broken.Error}";
        }
        catch (ArgumentException)
        {
            return "this pattern cannot be read";
        }
    }

    private static FieldKind ReadRange(Section section, Func<decimal?, decimal?, FieldKind> make)
    {
        var (min, max) = (section.Number("min"), section.Number("max"));
        if (min > max)
            section.Mistakes.Add(section.At("min"), $"'min' {min} is more than 'max' {max}");
        return make(min, max);
    }

    private static FieldKind.Date ReadDate(Section section)
    {
        var before = section.Parse("not-before", Spans.Limit, Spans.LimitIsLike);
        var after = section.Parse("not-after", Spans.Limit, Spans.LimitIsLike);
        var crossed = (before, after) switch
        {
            (DateLimit.Fixed from, DateLimit.Fixed to) => from.Date > to.Date,
            (DateLimit.FromToday from, DateLimit.FromToday to) => from.Days > to.Days,
            _ => false,
        };
        if (crossed)
            section.Mistakes.Add(section.At("not-before"), "'not-before' is later than 'not-after', so no date would do");
        return new(before, after);
    }

    private static string[] ReadOptions(Section section)
    {
        var options = new List<string>();
        var words = section.Words("options", needed: true);
        if (section.Node("options") is YamlNode.List { Items.Count: 0 } none)
            section.Mistakes.Add(none.At, "'options' needs at least one option");
        if (words.Count > MostOptions)
            section.Mistakes.Add(words[MostOptions].At, $"there are {words.Count} options; {MostOptions} are the most");

        foreach (var word in words)
        {
            var option = word.Text.Trim();
            if (option.Length > LongestOption)
                section.Mistakes.Add(word.At, $"this option has {option.Length} characters; {LongestOption} are the most");
            if (options.Contains(option, StringComparer.OrdinalIgnoreCase))
                section.Mistakes.Add(word.At, $"option '{option}' is here twice");
            else
                options.Add(option);
        }

        return [.. options];
    }
}
