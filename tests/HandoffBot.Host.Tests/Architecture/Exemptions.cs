namespace HandoffBot.Host.Tests.Architecture;

/// <summary>What may break a rule, each with its reason. A name that needs it no more fails the test of its rule.</summary>
internal sealed class Exemptions
{
    private readonly Dictionary<string, string> _reasons = [];
    private readonly Dictionary<string, string> _areas = [];

    /// <param name="name">Full name of a type, or of a type and its method: <c>Namespace.Type.Method</c>.</param>
    public Exemptions Allow(string name, string reason)
    {
        _reasons.Add(name, reason);
        return this;
    }

    /// <summary>A whole area that the rule leaves alone, whether or not it would be broken there.</summary>
    public Exemptions LeaveAlone(string area, string reason)
    {
        _areas.Add(area, reason);
        return this;
    }

    /// <summary>Fails with every breach that is not exempt, and with every exemption that is not needed.</summary>
    public void Judge(string rule, IEnumerable<string> breaches)
    {
        var found = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        var broken = found.Where(one => !_reasons.ContainsKey(one) && !IsLeftAlone(one)).Select(one => $"{one}: {rule}.");
        var needless = _reasons.Keys.Except(found).Select(one => $"{one}: needs its exemption ({_reasons[one]}) no more.");
        var wrong = broken.Concat(needless).ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private bool IsLeftAlone(string found) => _areas.Keys.Any(area => found.StartsWith($"{area}.", StringComparison.Ordinal));
}
