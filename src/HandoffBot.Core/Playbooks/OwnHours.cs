using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks.Files;
using HandoffBot.Core.Playbooks.Yaml;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// The hours that a person keeps in place of their team's: <c>10-18</c> on every day on which the team works, or the week in full, as in
/// <c>mon-thu 09:00-12:30, 13:30-17:30; fri 9-16</c>.
/// </summary>
public sealed class OwnHours
{
    /// <summary>Longer than anybody's week; what is longer is no hours.</summary>
    private const int Longest = 500;

    private readonly ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>> _week;
    private readonly bool _onTheTeamsDays;

    private OwnHours(ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>> week, bool onTheTeamsDays) => (_week, _onTheTeamsDays) = (week, onTheTeamsDays);

    /// <summary>Days and windows are written as those of a calendar; the minutes of a full hour may be left out.</summary>
    /// <param name="mistake">What is wrong with it, as a sentence without its full stop, where it cannot be read.</param>
    /// <returns>Null when it cannot be read.</returns>
    public static OwnHours? Read(string text, out string? mistake)
    {
        var mistakes = new Mistakes();
        var hours = text.Length > Longest ? null : Read(OwnHoursText.Entries(text, mistakes), mistakes);
        mistake = mistakes.All is [var first, ..] ? first.Says
            : hours is null ? "hours are written as \"10-18\" or \"mon-thu 09:00-17:30; fri 9-16\""
            : null;
        return mistake is null ? hours : null;
    }

    /// <summary>The team's calendar with these hours. Its holidays and short days stay what they are.</summary>
    public BusinessCalendar In(BusinessCalendar team)
    {
        var week = !_onTheTeamsDays || team.Week is not { } worked || worked.Values.All(windows => windows.IsDefaultOrEmpty)
            ? _week
            : _week.RemoveRange(_week.Keys.Where(day => !worked.TryGetValue(day, out var windows) || windows.IsDefaultOrEmpty).ToList());
        return BusinessCalendar.Of(team.Zone, week, team.Special);
    }

    private static OwnHours? Read(IReadOnlyList<YamlNode.Entry> entries, Mistakes mistakes)
    {
        if (entries.Count == 0 || mistakes.Any)
            return null;

        var onTheTeamsDays = entries is [{ Key.Text: "" }];
        if (!onTheTeamsDays && entries.Any(one => one.Key.Text.Length == 0))
        {
            mistakes.Add(entries[0].Key.At, "name the days of all hours, or of none");
            return null;
        }

        IReadOnlyList<YamlNode.Entry> named = onTheTeamsDays ? [entries[0] with { Key = entries[0].Key with { Text = "mon-sun" } }] : entries;
        return new(WeekReader.Read(named, mistakes, asSaid: true), onTheTeamsDays);
    }
}
