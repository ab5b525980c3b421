namespace HandoffBot.Host.Tests.Architecture;

/// <summary>Names as the people speak.</summary>
public sealed class NamesOfTypes
{
    private static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Service", "Services", "Util", "Utils", "Utility", "Processor", "Data", "Info"];

    [Fact]
    public void No_type_is_called_by_a_word_that_says_nothing() => new Exemptions()
        .Allow("HandoffBot.Core.Playbooks.Target+Manager", "a ladder pings a person's manager, which is the people's word")
        .Judge(
            $"say what it is; {string.Join(", ", Empty)} say nothing",
            House.Types.Where(type => Array.Exists(Empty, word => Plain(type).EndsWith(word, StringComparison.Ordinal))).Select(type => type.FullName!));

    [Fact]
    public void No_namespace_is_a_drawer_for_anything()
    {
        string[] drawers = ["Common", "Shared", "Abstractions", "Utils", "Helpers", "Services", "Misc"];
        var words = House.Types.SelectMany(type => type.Namespace?.Split('.') ?? []).ToHashSet();

        Assert.Contains("Playbooks", words);
        Assert.Empty(words.Intersect(drawers));
    }

    private static string Plain(Type type) => type.Name.Split('`')[0];
}
