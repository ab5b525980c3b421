using System.Collections.Concurrent;

namespace HandoffBot.Engine.Directory;

/// <summary>What is wrong with a platform is told when it begins and when it becomes something else, not each time that it is met again.</summary>
internal sealed class Troubles
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Whether somebody should be told; from then on it is known.</summary>
    /// <param name="of">What is in trouble.</param>
    /// <param name="why">What is wrong with it.</param>
    public bool IsNews(string of, string why)
    {
        var isNews = !_known.TryGetValue(of, out var before) || before != why;
        _known[of] = why;
        return isNews;
    }

    /// <summary>It is well; whether it was not before.</summary>
    public bool IsOver(string of) => _known.TryRemove(of, out _);
}
