using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads the clocks of a playbook and of the organization.</summary>
internal static class ClockReader
{
    public static PlaybookClocks ReadPlaybook(YamlNode? node, Names? names, Mistakes mistakes)
    {
        if (Section.Of(node, "'clocks'", mistakes, "acceptance", "clarification", "rework", "kickoff", "draft-idle", "handover") is not { } section)
            return new();

        return new()
        {
            Acceptance = Clock("acceptance"),
            Clarification = Clock("clarification"),
            Rework = Clock("rework"),
            Kickoff = Clock("kickoff"),
            DraftIdle = Clock("draft-idle"),
            Handover = Clock("handover"),
        };

        ClockPolicy? Clock(string key) => Read(section.Node(key), names, mistakes, mayNameCalendar: true);
    }

    public static ClientClocks ReadOrganization(YamlNode? node, Names names, Mistakes mistakes)
    {
        if (Section.Of(node, "'clocks'", mistakes, "client-idle", "commitment", "exception", "issue", "negative-trend", "suggest") is not { } section)
            return new();

        var issue = new Dictionary<string, ClockPolicy>();
        foreach (var (severity, clock) in section.Named("issue"))
        {
            if (Shapes.Key(severity.Text, severity.At, "severity", mistakes) && Read(clock, names, mistakes, mayNameCalendar: false) is { } policy)
                issue[severity.Text] = policy;
        }

        return new()
        {
            ClientIdle = Clock("client-idle"),
            Commitment = Clock("commitment"),
            Exception = Clock("exception"),
            Issue = issue,
            NegativeTrend = ReadTrend(section.Node("negative-trend"), mistakes),
            Suggest = ReadSuggest(section.Node("suggest"), mistakes),
        };

        ClockPolicy? Clock(string key) => Read(section.Node(key), names, mistakes, mayNameCalendar: false);
    }

    /// <param name="names">None when the organization is not looked at.</param>
    private static ClockPolicy? Read(YamlNode? node, Names? names, Mistakes mistakes, bool mayNameCalendar)
    {
        string[] keys = mayNameCalendar ? ["within", "ladder", "calendar"] : ["within", "ladder"];
        if (Section.Of(node, "a clock", mistakes, keys) is not { } section)
            return null;

        var within = section.Parse("within", Spans.Within, Spans.WithinIsLike, needed: true);
        var ladder = Names.Read(section, "ladder", "ladder", names?.Ladders, needed: true);
        var calendar = mayNameCalendar ? Names.Read(section, "calendar", "calendar", names?.Calendars) : null;
        return within is null || ladder is null ? null : new(within, ladder, calendar);
    }

    private static NegativeTrend? ReadTrend(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'negative-trend'", mistakes, "last", "falls-by") is not { } section)
            return null;

        section.Needed("falls-by");
        var last = section.Whole("last", 2, 100, needed: true);
        var falls = section.Number("falls-by");
        if (falls <= 0)
            mistakes.Add(section.At("falls-by"), "'falls-by' is a number above 0");
        return last is null || falls is null ? null : new(last.Value, falls.Value);
    }

    private static Suggest? ReadSuggest(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'suggest'", mistakes, "after", "within") is not { } section)
            return null;

        var after = section.Whole("after", 1, 1000, needed: true);
        var within = section.Parse("within", text => Spans.Length(text) is { } length ? new Within.Wall(length) : null, Spans.LengthIsLike, needed: true);
        return after is null || within is null ? null : new(after.Value, within.Length);
    }
}
