namespace HandoffBot.Host.Tests.Architecture;

/// <summary>What may break a rule, each with its reason. One that nothing needs any more fails the test of its rule.</summary>
internal sealed class Exemptions
{
    private readonly Dictionary<string, string> _reasons = [];

    /// <param name="name">
    /// Full name of a type, or of a type and its method: <c>Namespace.Type.Method</c>. One that ends with a dot stands for all that begins so.
    /// </param>
    public Exemptions Allow(string name, string reason)
    {
        _reasons.Add(name, reason);
        return this;
    }

    /// <summary>Fails with every breach that is not exempt, and with every exemption that is not needed.</summary>
    public void Judge(string rule, IEnumerable<string> breaches)
    {
        var found = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        var broken = found.Where(one => !_reasons.Keys.Any(name => Covers(name, one))).Select(one => $"{one}: {rule}.");
        var needless = _reasons.Keys.Where(name => !found.Exists(one => Covers(name, one)))
            .Select(name => $"{name}: needs its exemption ({_reasons[name]}) no more.");
        var wrong = broken.Concat(needless).ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static bool Covers(string name, string found) =>
        name.EndsWith('.') ? found.StartsWith(name, StringComparison.Ordinal) : found == name;
}
