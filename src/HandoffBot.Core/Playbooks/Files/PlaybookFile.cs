using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads one playbook.</summary>
internal static class PlaybookFile
{
    private const int LongestName = 24;
    private const int MostCriteria = 20;
    private const int LongestCriterion = 1000;
    private const int MostReasons = 100;
    private const int LongestReason = 150;

    /// <summary>The reason that refusing an exception counts as.</summary>
    private const string BuiltInReason = "exception-refused";

    private static readonly string[] Keys =
    [
        "playbook", "name", "from", "to", "owner", "clocks", "checklist", "criteria", "read-back", "next-actions", "reject-reasons", "routing",
    ];

    /// <param name="names">None when the organization is not looked at.</param>
    /// <returns>None when something without which there is no playbook is missing.</returns>
    public static Playbook? Read(YamlNode.Map root, string version, Names? names, Mistakes mistakes)
    {
        var section = Section.Of(root, "a playbook", mistakes, Keys)!;
        var key = section.NeededText("playbook");
        var keyIsGood = key is not null && Shapes.Key(key, section.At("playbook"), "playbook", mistakes);
        var name = section.Text("name", LongestName, needed: true);
        var from = Names.Read(section, "from", "team", names?.Teams, needed: true);
        var to = Names.Read(section, "to", "team", names?.Teams, needed: true);
        var owner = Shapes.Email(section, "owner");
        var clocks = ClockReader.ReadPlaybook(section.Node("clocks"), names, mistakes);
        var (checklist, subjects) = ChecklistReader.Read(section);
        var criteria = ReadCriteria(section);
        var readBack = section.Flag("read-back");
        var nextActions = section.Flag("next-actions");
        var reasons = ReadReasons(section);
        RoutingRule[] routing = [.. section.Items("routing").Select(rule => ReadRule(rule, subjects, names, mistakes)).OfType<RoutingRule>()];

        if (!keyIsGood || name is null || from is null || to is null || reasons.Count == 0 || !checklist.Fields.Any(field => field.Kind is FieldKind.Client))
            return null;

        return new()
        {
            Key = key!,
            Version = version,
            Name = name,
            From = from,
            To = to,
            Owner = owner,
            Clocks = clocks,
            Checklist = checklist,
            Criteria = criteria,
            ReadBack = readBack,
            NextActions = nextActions,
            RejectReasons = reasons,
            Routing = routing,
        };
    }

    private static string[] ReadCriteria(Section section)
    {
        var words = section.Words("criteria");
        if (words.Count > MostCriteria)
            section.Mistakes.Add(words[MostCriteria].At, $"there are {words.Count} criteria; {MostCriteria} are the most");
        foreach (var tooLong in words.Where(word => word.Text.Length > LongestCriterion))
            section.Mistakes.Add(tooLong.At, $"this criterion has {tooLong.Text.Length} characters; {LongestCriterion} are the most");
        return [.. words.Select(word => word.Text.Trim())];
    }

    private static List<RejectReason> ReadReasons(Section section)
    {
        var reasons = new List<RejectReason>();
        var items = section.Items("reject-reasons", needed: true);
        if (section.Node("reject-reasons") is YamlNode.List { Items.Count: 0 } none)
            section.Mistakes.Add(none.At, "'reject-reasons' needs at least one reason such as { id: scope-unclear, label: The scope is unclear }");
        if (items.Count > MostReasons)
            section.Mistakes.Add(items[MostReasons].At, $"there are {items.Count} reject reasons; {MostReasons} are the most");

        foreach (var item in items)
        {
            if (Section.Of(item, "a reject reason", section.Mistakes, "id", "label") is not { } one)
                continue;

            var id = one.NeededText("id");
            var label = one.Text("label", LongestReason, needed: true);
            if (id is null || !Shapes.Key(id, one.At("id"), "reject reason", section.Mistakes))
                continue;

            if (id == BuiltInReason)
                section.Mistakes.Add(one.At("id"), $"'{BuiltInReason}' is built in; give this reason another id");
            else if (reasons.Exists(known => known.Id == id))
                section.Mistakes.Add(one.At("id"), $"reject reason '{id}' is here twice");
            else
                reasons.Add(new(id, label ?? id));
        }

        return reasons;
    }

    private static RoutingRule? ReadRule(YamlNode node, Subjects subjects, Names? names, Mistakes mistakes)
    {
        if (Section.Of(node, "a rule of 'routing'", mistakes, "when", "to", "owner") is not { } section)
            return null;

        var when = section.Needed("when") is { } condition ? ConditionReader.Read(condition, subjects, mistakes) : null;
        var to = Names.Read(section, "to", "team", names?.Teams);
        var owner = Shapes.Email(section, "owner");
        if (!section.Has("to") && !section.Has("owner"))
            mistakes.Add(section.Start, "a rule of 'routing' names a team in 'to', an 'owner', or both");
        return when is null ? null : new(when, to, owner);
    }
}
