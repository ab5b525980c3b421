using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Clocks;

/// <summary>
/// What of an organization lays clocks: calendars, places of steps and repeats, who works by which calendar, the clients' own clocks. Whom a
/// step notifies and everything else may change without a clock's moving.
/// </summary>
public static class ClockEdition
{
    private static readonly ConditionalWeakTable<Organization, string> Known = [];

    /// <summary>The same for two organizations that lay every clock alike.</summary>
    public static string Of(Organization organization) => Known.GetValue(organization, one => PlaybookReader.VersionOf(Written(one)));

    /// <summary>Whether two calendars are open at the same times.</summary>
    public static bool AreAlike(BusinessCalendar one, BusinessCalendar other) =>
        ReferenceEquals(one, other) || Written(one) == Written(other);

    private static string Written(Organization organization)
    {
        var text = new StringBuilder();
        foreach (var (name, calendar) in organization.Calendars.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"calendar {name} {Written(calendar)}\n");
        foreach (var (name, ladder) in organization.Ladders.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"ladder {name} {string.Join("; ", ladder.Steps.Select(step => $"{step.At} {step.Repeat}"))}\n");
        foreach (var (key, team) in organization.Teams.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"team {key} {team.Calendar}\n");
        text.Append(CultureInfo.InvariantCulture, $"client-idle {organization.Clocks.ClientIdle}\ncommitment {organization.Clocks.Commitment}");
        return organization.Clocks.Exception is { } exception ? text.Append(CultureInfo.InvariantCulture, $"\nexception {exception}").ToString() : text.ToString();
    }

    private static string Written(BusinessCalendar calendar)
    {
        var week = calendar.Week?.OrderBy(day => day.Key).Select(day => $"{day.Key} {Written(day.Value)}");
        var special = calendar.Special.OrderBy(day => day.Key).Select(day => $"{day.Key:uuuu-MM-dd} {Written(day.Value)}");
        return $"{calendar.Zone.Id}: {(week is null ? "always" : string.Join(", ", week))}; {string.Join(", ", special)}";
    }

    private static string Written(ImmutableArray<Window> windows) => windows.IsDefaultOrEmpty
        ? "off"
        : string.Join(' ', windows.Select(window => $"{window.Opens:HH:mm}-{window.Closes:HH:mm}"));
}
