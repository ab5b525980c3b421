using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks.Yaml;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>A window with the place where it is written.</summary>
internal readonly record struct WrittenWindow(Window Window, string Text, Place At)
{
    public int Opens => (Window.Opens.Hour * 60) + Window.Opens.Minute;

    /// <summary>In minutes from the day's midnight; beyond 24 hours when it runs overnight.</summary>
    public int Closes
    {
        get
        {
            var closes = (Window.Closes.Hour * 60) + Window.Closes.Minute;
            return closes > Opens ? closes : closes + WeekReader.MinutesOfDay;
        }
    }
}

/// <summary>Reads the hours of a week: <c>mon-thu: ["09:00-12:30", "13:30-17:30"]</c>.</summary>
internal static partial class WeekReader
{
    public const int MinutesOfDay = 24 * 60;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] LongDays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Null means 24/7.</summary>
    public static ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>>? Read(Section section)
    {
        if (!section.Has("hours") || section.Named("hours") is not { Count: > 0 } entries)
            return null;

        if (entries.All(entry => entry.Value is YamlNode.List { Items.Count: 0 }))
            section.Mistakes.Add(section.At("hours"), "nobody ever works by these hours; leave 'hours' out for 24/7");

        return Read(entries, section.Mistakes);
    }

    /// <summary>The hours of the days that are named.</summary>
    /// <param name="asSaid">As people say them: the minutes of a full hour may be left out.</param>
    public static ImmutableDictionary<IsoDayOfWeek, ImmutableArray<Window>> Read(IReadOnlyList<YamlNode.Entry> entries, Mistakes mistakes, bool asSaid = false)
    {
        var week = new SortedDictionary<int, WrittenWindow[]>();
        foreach (var (key, value) in entries)
        {
            var windows = Windows(value, key.Text, mistakes, asSaid);
            foreach (var day in DaysOf(key, mistakes))
            {
                if (!week.TryAdd(day, windows))
                    mistakes.Add(key.At, $"'{key.Text}' gives {Days[day]} hours again; each day has them once");
            }
        }

        RefuseOverlaps([.. week.SelectMany(day => day.Value.Select(window => (day.Key * MinutesOfDay, window)))], 7 * MinutesOfDay, mistakes);
        return week.ToImmutableDictionary(day => (IsoDayOfWeek)(day.Key + 1), day => day.Value.Select(one => one.Window).ToImmutableArray());
    }

    /// <summary>The windows of one day, in their order of the clock.</summary>
    public static WrittenWindow[] Windows(IReadOnlyList<YamlNode.Scalar> words, Mistakes mistakes, bool asSaid = false) =>
        [.. words.Select(word => WindowOf(word, mistakes, asSaid)).OfType<WrittenWindow>().OrderBy(one => one.Window.Opens)];

    /// <summary>Of a day that stands alone.</summary>
    public static void RefuseOverlaps(IReadOnlyList<WrittenWindow> day, Mistakes mistakes) =>
        RefuseOverlaps([.. day.Select(window => (0, window))], around: null, mistakes);

    private static WrittenWindow[] Windows(YamlNode value, string day, Mistakes mistakes, bool asSaid)
    {
        if (value is YamlNode.List list)
        {
            foreach (var wrong in list.Items.Where(item => item is not YamlNode.Scalar))
                mistakes.Add(wrong.At, $"hours are written as \"09:00-17:30\", not as {wrong.What}");
            return Windows([.. list.Items.OfType<YamlNode.Scalar>()], mistakes, asSaid);
        }

        mistakes.Add(value.At, $"the hours of '{day}' are a list such as [\"09:00-12:30\", \"13:30-17:30\"]; [] is a day off");
        return [];
    }

    private static IEnumerable<int> DaysOf(YamlNode.Scalar key, Mistakes mistakes)
    {
        var ends = key.Text.Trim().ToLowerInvariant().Split('-', 2, StringSplitOptions.TrimEntries);
        int[] places = [.. ends.Select(PlaceOf)];
        if (Array.IndexOf(places, -1) is var wrong and >= 0)
        {
            mistakes.AddUnknown(key.At, $"'{ends[wrong]}' is not a weekday", ends[wrong], Days);
            return [];
        }

        var length = ((places[^1] - places[0] + 7) % 7) + 1;
        return Enumerable.Range(places[0], length).Select(day => day % 7);
    }

    private static int PlaceOf(string day) => Math.Max(Array.IndexOf(Days, day), Array.IndexOf(LongDays, day));

    private static WrittenWindow? WindowOf(YamlNode.Scalar word, Mistakes mistakes, bool asSaid)
    {
        var text = word.Text.Trim();
        var match = Shape().Match(text);
        if (!match.Success || (!asSaid && !(match.Groups["om"].Success && match.Groups["cm"].Success)))
        {
            mistakes.Add(word.At, $"hours are written as \"09:00-17:30\", not '{text}'");
            return null;
        }

        if (TimeOf(match, "oh", "om", ofDay: true) is not { } opens || TimeOf(match, "ch", "cm", ofDay: false) is not { } closes)
        {
            mistakes.Add(word.At, $"'{text}' has a time that no clock shows; hours begin from 00:00 on and end at 24:00 at the latest");
            return null;
        }

        if (opens == closes && opens != LocalTime.Midnight)
        {
            mistakes.Add(word.At, $"'{text}' ends when it begins; a whole day is \"00:00-24:00\"");
            return null;
        }

        return new(new(opens, closes), text, word.At);
    }

    private static LocalTime? TimeOf(Match match, string hour, string minute, bool ofDay)
    {
        var h = int.Parse(match.Groups[hour].Value, CultureInfo.InvariantCulture);
        var m = match.Groups[minute] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0;
        if (!ofDay && h == 24 && m == 0)
            return LocalTime.Midnight;
        return h < 24 && m < 60 ? new LocalTime(h, m) : null;
    }

    private static void RefuseOverlaps((int Midnight, WrittenWindow One)[] windows, int? around, Mistakes mistakes)
    {
        for (var i = 0; i < windows.Length; i++)
        {
            var last = i == windows.Length - 1;
            if (windows.Length == 1 || (last && around is null))
                return;

            var (midnight, one) = windows[i];
            var (nextMidnight, next) = windows[(i + 1) % windows.Length];
            var opens = nextMidnight + next.Opens + (last ? around!.Value : 0);
            if (midnight + one.Closes > opens)
                mistakes.Add(next.At, $"'{next.Text}' overlaps '{one.Text}'");
        }
    }

    [GeneratedRegex(@"^(?<oh>[0-9]{1,2})(:(?<om>[0-9]{2}))? ?[-–] ?(?<ch>[0-9]{1,2})(:(?<cm>[0-9]{2}))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Shape();
}
