using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HandoffBot.Core.Playbooks.Yaml;

/// <summary>
/// Reads the part of YAML that a configuration needs: values, lists and keys. Anchors and aliases, tags and a second document
/// are refused, because nobody who reads the file would see what they do; depth and size are bounded.
/// </summary>
internal sealed class YamlDocument
{
    private const int Deepest = 24;
    private const int LargestFile = 1024 * 1024;

    private readonly string _file;
    private readonly Mistakes _mistakes;
    private readonly IParser _events;

    private YamlDocument(string file, string text, Mistakes mistakes)
    {
        _file = file;
        _mistakes = mistakes;
        _events = new Parser(new StringReader(text));
    }

    /// <summary>The keys of the file, or null when there is nothing to go on; why is then among the mistakes.</summary>
    public static YamlNode.Map? Read(ConfigurationFile file, Mistakes mistakes)
    {
        var start = new Place(file.Name, 1, 1);
        var text = Normal(file.Text);
        if (text.Length > LargestFile)
        {
            mistakes.Add(start, "the file is larger than 1 MB");
            return null;
        }

        if (HasTabs(file.Name, text, mistakes))
            return null;

        var document = new YamlDocument(file.Name, text, mistakes);
        try
        {
            return document.ReadRoot(start);
        }
        catch (YamlException broken)
        {
            mistakes.Add(Inside(text, PlaceOf(file.Name, broken.Start)), $"this is not YAML: {Sentence(broken)}");
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parser stumbles over some slips without a word of its own.
            var last = document._events.Current is { } read ? PlaceOf(file.Name, read.Start) : start;
            mistakes.Add(Inside(text, last), "this is not YAML from about here on; look for a bracket or a quotation mark that is not closed");
        }

        return null;
    }

    /// <summary>One way to end lines and no byte order mark, so that lines are counted as editors count them and versions are equal.</summary>
    public static string Normal(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private YamlNode.Map? ReadRoot(Place start)
    {
        while (_events.MoveNext() && _events.Current is StreamStart or DocumentStart)
        {
        }

        if (_events.Current is null or StreamEnd)
        {
            _mistakes.Add(start, "the file is empty");
            return null;
        }

        if (ReadNode(0) is not { } root)
            return null;

        while (_events.MoveNext())
        {
            if (_events.Current is DocumentStart second)
            {
                _mistakes.Add(At(second), "a second document begins here; a file holds one (take the '---' away)");
                return null;
            }
        }

        switch (root)
        {
            case YamlNode.Map map:
                return map;
            case { IsEmpty: true }:
                _mistakes.Add(start, "the file is empty");
                return null;
            default:
                _mistakes.Add(root.At, $"a file is a set of keys, not {root.What}");
                return null;
        }
    }

    /// <summary>The node that begins at the current event; leaves the parser on the node's last event. Null ends the reading.</summary>
    private YamlNode? ReadNode(int depth)
    {
        var current = _events.Current!;
        if (current is AnchorAlias alias)
        {
            _mistakes.Add(At(current), $"'*{alias.Value}' is an alias; aliases are not read here, so write the value out");
            return new YamlNode.Scalar(At(current), "", Quoted: false);
        }

        RefuseExtras((NodeEvent)current);
        if (depth > Deepest)
        {
            _mistakes.Add(At(current), $"this is nested too deep; {Deepest} levels are the most");
            return null;
        }

        return current switch
        {
            Scalar scalar => new YamlNode.Scalar(At(scalar), scalar.Value, scalar.Style != ScalarStyle.Plain),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
    }

    private YamlNode? ReadList(int depth)
    {
        var at = At(_events.Current!);
        var items = new List<YamlNode>();
        while (_events.MoveNext() && _events.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        return new YamlNode.List(at, items);
    }

    private YamlNode? ReadMap(int depth)
    {
        var at = At(_events.Current!);
        var entries = new List<YamlNode.Entry>();
        var places = new Dictionary<string, Place>();
        while (_events.MoveNext() && _events.Current is not MappingEnd)
        {
            if (ReadNode(depth + 1) is not { } key || !_events.MoveNext() || ReadNode(depth + 1) is not { } value)
                return null;

            if (key is not YamlNode.Scalar name)
                _mistakes.Add(key.At, $"a key is a word, not {key.What}");
            else if (!places.TryAdd(name.Text, name.At))
                _mistakes.Add(name.At, $"'{name.Text}' is here twice; it stands in line {places[name.Text].Line} already");
            else
                entries.Add(new(name, value));
        }

        return new YamlNode.Map(at, entries);
    }

    private void RefuseExtras(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            _mistakes.Add(At(node), $"'&{node.Anchor.Value}' is an anchor; anchors are not read here, so write the value where it is needed");
        if (!node.Tag.IsEmpty)
            _mistakes.Add(At(node), "this has a YAML tag ('!…'); tags are not read here, so take it away (quote a text that begins with '!')");
    }

    private Place At(ParsingEvent node) => PlaceOf(_file, node.Start);

    private static Place PlaceOf(string file, Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>The parser notices some things only after the end of the file, where nobody can look.</summary>
    private static Place Inside(string text, Place at)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return at.Line <= lines.Length ? at : at with { Line = lines.Length, Column = lines[^1].Length + 1 };
    }

    private static bool HasTabs(string file, string text, Mistakes mistakes)
    {
        var (line, found) = (0, false);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var content = text.AsSpan()[range];
            var indent = content.IndexOfAnyExcept(' ');
            if (indent < 0 || content[indent] != '\t' || content.Trim().IsEmpty)
                continue;

            mistakes.Add(new(file, line, indent + 1), "a tab indents this line; use spaces");
            found = true;
        }

        return found;
    }

    /// <summary>The parser's own words, without their prefix of positions.</summary>
    private static string Sentence(YamlException broken)
    {
        var says = broken.Message;
        var end = says.StartsWith('(') ? says.IndexOf("): ", StringComparison.Ordinal) : -1;
        says = (end < 0 ? says : says[(end + 3)..]).TrimEnd('.');
        return says.Length == 0 ? "something is missing here" : char.ToLowerInvariant(says[0]) + says[1..];
    }
}
