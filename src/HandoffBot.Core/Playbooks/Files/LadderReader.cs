using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads a ladder: the steps that a clock takes as it runs out, in any order.</summary>
internal static class LadderReader
{
    private const int MostSteps = 50;
    private const int MostRepeats = 1000;

    public static Ladder Read(string name, YamlNode node, Names names, Mistakes mistakes)
    {
        if (node is not YamlNode.List list)
        {
            mistakes.Add(node.At, $"ladder '{name}' is a list of steps such as {{ at: 50%, notify: [holder] }}, not {node.What}");
            return new(name, []);
        }

        if (list.Items.Count > MostSteps)
            mistakes.Add(list.Items[MostSteps].At, $"ladder '{name}' has {list.Items.Count} steps; {MostSteps} are the most");
        return new(name, [.. list.Items.Take(MostSteps).Select(item => ReadStep(item, names, mistakes)).OfType<LadderStep>()]);
    }

    private static LadderStep? ReadStep(YamlNode node, Names names, Mistakes mistakes)
    {
        if (Section.Of(node, "a step of a ladder", mistakes, "at", "notify", "repeat", "urgent", "ack-lasts") is not { } section)
            return null;

        var at = section.Parse("at", Spans.At, Spans.AtIsLike, needed: true);
        var notify = ReadTargets(section, names);
        var repeat = ReadRepeat(section.Node("repeat"), mistakes);
        var lasts = section.Parse("ack-lasts", text => Spans.Length(text) is { } length ? new Within.Wall(length) : null, Spans.LengthIsLike);
        var urgent = section.Flag("urgent");
        return at is null ? null : new(at, notify, repeat, urgent, lasts?.Length);
    }

    private static Repeat? ReadRepeat(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "a repeat", mistakes, "every", "times") is not { } section)
            return null;

        var every = section.Parse("every", Spans.Within, Spans.WithinIsLike, needed: true);
        var times = section.Whole("times", 1, MostRepeats, needed: true);
        return every is null || times is null ? null : new(every, times.Value);
    }

    private static Target[] ReadTargets(Section section, Names names)
    {
        var words = section.Words("notify", needed: true);
        if (section.Node("notify") is YamlNode.List { Items.Count: 0 } nobody)
            section.Mistakes.Add(nobody.At, "'notify' needs at least one target, such as holder");
        return [.. words.Select(word => TargetReader.Read(word, names, section.Mistakes)).OfType<Target>().Distinct()];
    }
}

/// <summary>Reads whom a step pings.</summary>
internal static class TargetReader
{
    private static readonly Dictionary<string, Target> Known = new()
    {
        ["holder"] = new Target.Holder(),
        ["owner"] = new Target.Owner(),
        ["sender"] = new Target.Sender(),
        ["receiver"] = new Target.Receiver(),
        ["channel"] = new Target.Channel(),
        ["lead"] = new Target.Lead(),
        ["manager"] = new Target.Manager(),
    };

    public static Target? Read(YamlNode.Scalar word, Names names, Mistakes mistakes)
    {
        var text = word.Text.Trim();
        if (Known.TryGetValue(text, out var target))
            return target;

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..].Trim();
        switch (colon < 0 ? "" : text[..colon])
        {
            case "slack" when Bindings.IsSlackChannel(rest):
                return new Target.SlackChannel(rest);
            case "slack":
                mistakes.Add(word.At, $"'{rest}' is not the id of a Slack channel, such as slack:C0123ABCD (in Slack: channel details, at the very end)");
                return null;
            case "msteams" when rest.Length > 0:
                return new Target.MsTeamsChannel(rest);
            case "webhook" when names.Webhooks.Contains(rest):
                return new Target.ToWebhook(rest);
            case "webhook":
                mistakes.AddUnknown(word.At, $"webhook '{rest}' is not defined", rest, names.Webhooks);
                return null;
        }

        if (text.Contains('@', StringComparison.Ordinal))
            return Shapes.Email(text, word.At, mistakes) is { } address ? new Target.Email(address) : null;

        var meant = Nearest.To(text, Known.Keys);
        mistakes.Add(word.At, meant is not null
            ? $"'{text}' cannot be notified; did you mean '{meant}'?"
            : $"'{text}' cannot be notified; possible: {string.Join(", ", Known.Keys)}, an e-mail, slack:C…, msteams:19:…, webhook:NAME");
        return null;
    }
}
