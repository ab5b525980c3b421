using HandoffBot.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace HandoffBot.Engine.Tests.Storage.Sqlite;

/// <summary>What is written and read without EF is what EF would have written and read, byte for byte.</summary>
public sealed class RowStatementsTests
{
    private static readonly IModel Model = MadeModel();

    public static TheoryData<string, bool> Rows()
    {
        var rows = new TheoryData<string, bool>();
        foreach (var type in Model.GetEntityTypes())
        {
            rows.Add(type.ClrType.Name, true);
            rows.Add(type.ClrType.Name, false);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_lies_in_the_file_as_EF_writes_it(string name, bool full)
    {
        await using var file = await OpenAsync();
        var type = TypeOf(name);
        using var statements = new RowStatements(file.Connection);

        Assert.True(statements.TryWrite([], [Filled(type, full)], file.Context.Model));
        var ours = await StoredAsync(file, type);
        await ClearAsync(file, type);
        file.Context.Add(Filled(type, full));
        await file.Context.SaveChangesAsync();

        Assert.Equal(await StoredAsync(file, type), ours);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_that_EF_wrote_comes_back_as_it_was(string name, bool full)
    {
        await using var file = await OpenAsync();
        var type = TypeOf(name);
        var row = Filled(type, full);
        file.Context.Add(row);
        await file.Context.SaveChangesAsync();
        using var statements = new RowStatements(file.Connection);
        var by = type.FindPrimaryKey()!.Properties[0];

        var found = (IEnumerable<object>)typeof(RowStatements).GetMethod(nameof(RowStatements.Find))!.MakeGenericMethod(type.ClrType, by.ClrType)
            .Invoke(statements, [by.Name, by.PropertyInfo!.GetValue(row), file.Context.Model])!;

        Assert.All(type.GetProperties(), one => Assert.Equal(one.PropertyInfo!.GetValue(row), one.PropertyInfo.GetValue(Assert.Single(found))));
    }

    [Fact]
    public void A_column_of_which_nobody_said_how_it_is_stored_is_refused() => Assert.Throws<NotSupportedException>(StoredForms.Of<TimeSpan>);

    private static bool IsDrawn(IProperty property) => property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey();

    private static IEntityType TypeOf(string name) => Model.GetEntityTypes().Single(one => one.ClrType.Name == name);

    private static IModel MadeModel()
    {
        using var context = new SqliteContext(SqliteContext.At("Data Source=:memory:"));
        return context.Model;
    }

    private static object Filled(IEntityType type, bool full)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        var place = 0;
        foreach (var property in type.GetProperties().Where(one => !(IsDrawn(one))))
            property.PropertyInfo!.SetValue(row, ValueOf(property, ++place, full));
        return row;
    }

    private static object? ValueOf(IProperty property, int place, bool full)
    {
        if (!full && property.IsNullable)
            return null;

        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type == typeof(string) ? (full ? $"{property.Name} – “ŕ\U0001F600” {new string('x', place * 40)}" : "")
            : type == typeof(Guid) ? (full ? new Guid($"abcdef{place:00}-0a0b-4c0d-8e0f-000000000001") : Guid.Empty)
            : type == typeof(int) ? (full ? int.MinValue + place : 0)
            : type == typeof(long) ? (full ? long.MaxValue - place : 0L)
            : type == typeof(bool) ? full
            : type == typeof(Instant) ? (full ? Instant.FromUnixTimeMilliseconds(1_700_000_000_123 + place) : default)
            : type == typeof(Duration) ? (full ? Duration.FromMilliseconds(-5 - place) : Duration.Zero)
            : type.IsEnum ? Enum.GetValues(type).GetValue(full ? Enum.GetValues(type).Length - 1 : 0)
            : throw new NotSupportedException($"Say here what a {type} may hold.");
    }

    private static async Task<IReadOnlyList<string>> StoredAsync(OpenFile file, IEntityType type)
    {
        var columns = type.GetProperties().Where(one => !(IsDrawn(one))).Select(one => one.GetColumnName()).ToList();
        await using var command = file.Connection.CreateCommand();
#pragma warning disable CA2100 // The model's own names.
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(one => $"typeof(\"{one}\") || ' ' || hex(\"{one}\")"))} FROM \"{type.GetTableName()}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        List<string> stored = [.. Enumerable.Range(0, columns.Count).Select(place => $"{columns[place]} {reader.GetValue(place)}")];
        Assert.False(await reader.ReadAsync());
        return stored;
    }

    private static async Task ClearAsync(OpenFile file, IEntityType type)
    {
        await using var command = file.Connection.CreateCommand();
#pragma warning disable CA2100 // The model's own names.
        command.CommandText = $"DELETE FROM \"{type.GetTableName()}\"";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<OpenFile> OpenAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False");
        await connection.OpenAsync();
        var context = new SqliteContext(SqliteContext.On(connection));
        await context.Database.MigrateAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM \"Counters\"; DELETE FROM \"Settings\"; PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF";
        await command.ExecuteNonQueryAsync();
        return new OpenFile(connection, context);
    }

    private sealed record OpenFile(SqliteConnection Connection, SqliteContext Context) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Context.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
