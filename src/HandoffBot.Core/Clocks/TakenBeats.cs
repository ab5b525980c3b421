using System.Collections.Immutable;
using System.Globalization;

namespace HandoffBot.Core.Clocks;

/// <summary>
/// The beats that a clock has behind it, fired or passed over, each known by its step and the number of its repeat: so a step that was
/// taken stays taken when the ladder or the calendar changes.
/// </summary>
/// <remarks>A step's repeats are taken in their order, so it is enough to count them.</remarks>
public sealed class TakenBeats : IEquatable<TakenBeats>
{
    /// <summary>The key of the due time where no step stands there.</summary>
    public const string Miss = "due";

    public static readonly TakenBeats None = new(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, int> _counts;

    private TakenBeats(ImmutableSortedDictionary<string, int> counts) => _counts = counts;

    public bool Has(string key, int repeat) => _counts.GetValueOrDefault(key) > repeat;

    /// <summary>With this beat and the repeats before it.</summary>
    public TakenBeats With(string key, int repeat) => Has(key, repeat) ? this : new(_counts.SetItem(key, repeat + 1));

    public TakenBeats With(TakenBeats others) => new(others._counts.Aggregate(
        _counts, (counts, other) => counts.SetItem(other.Key, Math.Max(other.Value, counts.GetValueOrDefault(other.Key)))));

    /// <summary>Reads what <see cref="ToString"/> wrote; what makes no sense counts as not taken.</summary>
    public static TakenBeats Read(string stored)
    {
        var counts = None._counts.ToBuilder();
        foreach (var one in stored.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (one.Split('=') is [var key, var count] && int.TryParse(count, CultureInfo.InvariantCulture, out var times))
                counts[key] = times;
        }

        return new(counts.ToImmutable());
    }

    /// <summary>For example <c>100%=3,50%=1</c>: the step at 100 % and two repeats of it, and the one at 50 %.</summary>
    public override string ToString() =>
        string.Join(',', _counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Value}")));

    public bool Equals(TakenBeats? other) => other is not null && _counts.SequenceEqual(other._counts);

    public override bool Equals(object? obj) => Equals(obj as TakenBeats);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
