using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Tests.Storage;

/// <summary>The model that was made ahead, so that a start need not make it.</summary>
public sealed class CompiledModelTests
{
    /// <summary>A query that is compiled once serves whoever has the same model, and nobody else.</summary>
    [Fact]
    public async Task Readers_and_commands_share_it()
    {
        await using var store = await TestStore.OpenAsync();
        await using var reader = store.Store.Read();
        var written = await store.Store.CommitAsync(context => Task.FromResult(context.Model), CancellationToken.None);

        Assert.EndsWith(".Compiled", reader.Model.GetType().Namespace, StringComparison.Ordinal);
        Assert.Same(reader.Model, written);
    }

    [Fact]
    public async Task It_says_what_the_code_says()
    {
        await using var store = await TestStore.OpenAsync();
        await using var context = store.Store.Read();
        var code = Described(context.GetService<IDesignTimeModel>().Model);

        Assert.NotEmpty(code);
        Assert.True(code.SequenceEqual(Described(context.Model), StringComparer.Ordinal), "run: tests/migrations.sh compile");
    }

    private static List<string> Described(IModel model) =>
    [
        .. model.GetEntityTypes().OrderBy(one => one.Name, StringComparer.Ordinal).SelectMany(row => row.GetProperties().Select(Column)
            .Concat(row.GetKeys().Select(key => $"key {Names(key.Properties)} {key.IsPrimaryKey()}"))
            .Concat(row.GetIndexes().Select(index => $"index {index.GetDatabaseName()} {Names(index.Properties)} {index.IsUnique}"))
            .Concat(row.GetForeignKeys().Select(to => $"to {to.PrincipalEntityType.Name} by {Names(to.Properties)} {to.DeleteBehavior}"))
            .Order(StringComparer.Ordinal)
            .Select(line => $"{row.Name} in {row.GetTableName()}: {line}")),
    ];

    private static string Column(IProperty one) =>
        $"{one.GetColumnName()} {one.GetColumnType()} of {one.ClrType} as {one.GetTypeMapping().Converter?.ProviderClrType}, "
        + $"null {one.IsNullable}, token {one.IsConcurrencyToken}, drawn {one.ValueGenerated}";

    private static string Names(IReadOnlyList<IReadOnlyProperty> properties) => string.Join(", ", properties.Select(one => one.Name));
}
