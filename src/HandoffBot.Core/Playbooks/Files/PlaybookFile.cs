using HandoffBot.Core.Clients;
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

    private static readonly string[] Keys =
    [
        "playbook", "name", "subject", "from", "to", "owner", "clocks", "starts", "checklist", "criteria", "read-back", "next-actions", "agreed", "reject-reasons", "routing",
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
        var (checklist, subjects) = ChecklistReader.Read(section, ReadSubject(section));
        var starts = ReadStarts(section, subjects, clocks);
        var criteria = ReadCriteria(section);
        var readBack = section.Flag("read-back");
        var nextActions = section.Flag("next-actions");
        var agreed = section.Flag("agreed");
        var reasons = ReadReasons(section);
        RoutingRule[] routing = [.. section.Items("routing").Select(rule => ReadRule(rule, subjects, names, mistakes)).OfType<RoutingRule>()];

        if (!keyIsGood || name is null || from is null || to is null || reasons.Count == 0 || !checklist.Fields.Any(field => checklist.Names(field.Kind)))
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
            Starts = starts,
            Checklist = checklist,
            Criteria = criteria,
            ReadBack = readBack,
            NextActions = nextActions,
            AgreedByLeads = agreed,
            RejectReasons = reasons,
            Routing = routing,
        };
    }

    /// <summary>The word is used all the same when it is wrong, so that a field of that type is no second mistake.</summary>
    private static Subject ReadSubject(Section section)
    {
        if (section.Text("subject") is not { Length: > 0 } word)
            return Subject.Client;

        var (at, lower) = (section.At("subject"), word.ToLowerInvariant());
        if (word != Subject.Client.Word && KindReader.IsType(word))
            section.Mistakes.Add(at, $"'{word}' is a type of field; call what is handed over by another word, such as 'release'");
        else if (!Subject.IsWord(word))
            section.Mistakes.Add(at, $"'{word}' does not say what is handed over: it is one word in lower case letters, at most {Subject.LongestWord}, such as '{(Subject.IsWord(lower) ? lower : "release")}'");
        return new(word);
    }

    /// <summary>The field from whose date the handover clock runs.</summary>
    private static string? ReadStarts(Section section, Subjects subjects, PlaybookClocks clocks)
    {
        if (section.Text("starts") is not { } field)
            return null;

        if (!subjects.Earlier.TryGetValue(field, out var kind))
            section.Mistakes.AddUnknown(section.At("starts"), $"field '{field}' is not defined", field, [.. subjects.Earlier.Keys]);
        else if (kind is not (null or FieldKind.Date))
            section.Mistakes.Add(section.At("starts"), $"'{field}' is no date, so nothing can start on it");
        else if (clocks.Handover is null)
            section.Mistakes.Add(section.At("starts"), "'starts' needs the clock 'handover', which runs from that day until it is sent; add it to 'clocks'");
        else
            return field;
        return null;
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

            if (id == RejectReason.ExceptionRefused.Id)
                section.Mistakes.Add(one.At("id"), $"'{RejectReason.ExceptionRefused.Id}' is built in; give this reason another id");
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
