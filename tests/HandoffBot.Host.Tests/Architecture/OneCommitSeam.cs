namespace HandoffBot.Host.Tests.Architecture;

/// <summary>Every write goes through one seam, and nobody else commits.</summary>
public sealed class OneCommitSeam
{
    [Fact]
    public void Only_the_seam_saves()
    {
        var saving = House.Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => Uses.Of(type).Any(used => used.StartsWith("Microsoft.EntityFrameworkCore.DbContext.SaveChanges", StringComparison.Ordinal)))
            .Select(Outermost)
            .Distinct()
            .ToList();

        Assert.Equal(["HandoffBot.Engine.Storage.CommitSeam"], saving);
    }

    /// <summary>An async method's body lies in a type of its own inside the one that wrote it.</summary>
    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName!;
}
