using HandoffBot.Core.Playbooks.Yaml;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads a team.</summary>
internal static class TeamReader
{
    public static Team? Read(YamlNode.Scalar key, YamlNode node, Names names, Mistakes mistakes)
    {
        var keyIsGood = Shapes.Key(key.Text, key.At, "team", mistakes);
        if (Section.Of(
                node, $"team '{key.Text}'", mistakes,
                "name", "slack", "msteams", "lead", "members", "calendar", "assign", "self-accept", "announce", "on-duty") is not { } section)
            return null;

        var name = section.Text("name", most: 60, needed: true);
        var lead = Shapes.Email(section, "lead");
        var members = Shapes.Emails(section, "members");
        var team = new Team
        {
            Key = key.Text,
            Name = name ?? key.Text,
            Slack = Bindings.Slack(section.Node("slack"), mistakes),
            MsTeams = Bindings.MsTeams(section.Node("msteams"), mistakes),
            Lead = lead,
            Members = lead is null || members.Contains(lead) ? members : [.. members, lead],
            Calendar = Names.Read(section, "calendar", "calendar", names.Calendars),
            Assign = ReadAssign(section, lead),
            SelfAccept = section.Flag("self-accept"),
            Announce = section.Flag("announce"),
            OnDuty = ReadOnDuty(section.Node("on-duty"), mistakes),
        };
        return keyIsGood ? team : null;
    }

    private static Assign ReadAssign(Section section, string? lead)
    {
        string[] ways = ["round-robin", "lead", "on-duty", "none"];
        switch (section.Text("assign"))
        {
            case null:
                return section.Has("on-duty") ? Assign.OnDuty : Assign.None;
            case "none":
                return Assign.None;
            case "on-duty":
                if (!section.Has("on-duty"))
                    section.Mistakes.Add(section.At("assign"), "'assign: on-duty' needs an 'on-duty'");
                return Assign.OnDuty;
            case "round-robin":
                return Assign.RoundRobin;
            case "lead":
                if (lead is null && !section.Has("lead"))
                    section.Mistakes.Add(section.At("assign"), "'assign: lead' needs a 'lead'");
                return Assign.Lead;
            case var other:
                section.Mistakes.AddUnknown(section.At("assign"), $"'assign' cannot be '{other}'", other, ways);
                return Assign.None;
        }
    }

    private static OnDuty? ReadOnDuty(YamlNode? node, Mistakes mistakes)
    {
        if (Section.Of(node, "'on-duty'", mistakes, "every", "starts", "people") is not { } section)
            return null;

        var days = section.Parse("every", text => Spans.Turn(text) is { } turn ? new Turn(turn) : null, Spans.TurnIsLike, needed: true);
        var starts = section.Parse("starts", text => Spans.Date(text) is { } date ? new DateLimit.Fixed(date) : null, "a date such as 2026-11-23", needed: true);
        section.Needed("people");
        var people = Shapes.Emails(section, "people");
        if (section.Node("people") is YamlNode.List { Items.Count: 0 } nobody)
            mistakes.Add(nobody.At, "'people' needs at least one e-mail");
        return days is null || starts is null || people.Count == 0 ? null : new(days.Days, starts.Date, people);
    }

    private sealed record Turn(int Days);
}
