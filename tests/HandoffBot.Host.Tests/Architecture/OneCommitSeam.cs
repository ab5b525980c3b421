namespace HandoffBot.Host.Tests.Architecture;

/// <summary>Every write goes through one seam, and nobody else commits.</summary>
public sealed class OneCommitSeam
{
    /// <summary>The folders below Storage are the databases, and the context is what they save.</summary>
    [Fact]
    public void Only_a_database_saves() => Assert.All(
        Using("Microsoft.EntityFrameworkCore.DbContext.SaveChanges"),
        type => Assert.Matches(@"^HandoffBot\.Engine\.Storage\.(\w+\.\w+|EngineContext)$", type));

    [Fact]
    public void Only_the_seam_asks_for_it() =>
        Assert.Equal(["HandoffBot.Engine.Storage.CommitSeam"], Using("HandoffBot.Engine.Storage.IStore.CommitAsync"));

    /// <summary>A test that looks for what is not there can only pass.</summary>
    [Fact]
    public void Somebody_saves() => Assert.NotEmpty(Using("Microsoft.EntityFrameworkCore.DbContext.SaveChanges"));

    private static List<string> Using(string member) =>
    [
        .. House.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => Uses.Of(type).Any(used => used.StartsWith(member, StringComparison.Ordinal)))
            .Select(Outermost)
            .Distinct(),
    ];

    /// <summary>An async method's body lies in a type of its own inside the one that wrote it.</summary>
    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName!;
}
