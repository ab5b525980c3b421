using System.Runtime.CompilerServices;
using NodaTime;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>How values of a type lie in a column: as EF stores them.</summary>
internal sealed class StoredForm<T>(Action<Statement, int, T> bind, Func<Statement, int, T> read)
{
    public void Bind(Statement statement, int place, T value) => bind(statement, place, value);

    public T Read(Statement statement, int column) => read(statement, column);
}

/// <summary>The forms of all types that rows have.</summary>
internal static class StoredForms
{
    private static readonly Dictionary<Type, object> Plain = new()
    {
        [typeof(int)] = new StoredForm<int>((to, place, value) => to.Bind(place, value), (from, column) => (int)from.Number(column)),
        [typeof(long)] = new StoredForm<long>((to, place, value) => to.Bind(place, value), (from, column) => from.Number(column)),
        [typeof(bool)] = new StoredForm<bool>((to, place, value) => to.Bind(place, value ? 1 : 0), (from, column) => from.Number(column) != 0),
        [typeof(Guid)] = new StoredForm<Guid>((to, place, value) => to.Bind(place, value), (from, column) => from.Id(column)),
        [typeof(string)] = new StoredForm<string?>(Bind, (from, column) => from.IsNull(column) ? null : from.Text(column)),
        [typeof(Instant)] = new StoredForm<Instant>(
            (to, place, value) => to.Bind(place, value.ToUnixTimeMilliseconds()), (from, column) => Instant.FromUnixTimeMilliseconds(from.Number(column))),
        [typeof(Duration)] = new StoredForm<Duration>(
            (to, place, value) => to.Bind(place, (long)value.TotalMilliseconds), (from, column) => Duration.FromMilliseconds(from.Number(column))),
    };

    public static StoredForm<T> Of<T>() => (StoredForm<T>)Of(typeof(T));

    private static object Of(Type type)
    {
        if (Plain.TryGetValue(type, out var plain))
            return plain;

        var made = Nullable.GetUnderlyingType(type) is { } inner ? Made(nameof(Optional), inner)
            : type.IsEnum && Enum.GetUnderlyingType(type) == typeof(int) ? Made(nameof(Named), type)
            : null;
        return made ?? throw new NotSupportedException($"How a column of {type} is stored is not known; say it in {nameof(StoredForms)}.");
    }

    private static object? Made(string by, Type type) => typeof(StoredForms)
        .GetMethod(by, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, null);

    private static StoredForm<T?> Optional<T>()
        where T : struct
    {
        var form = Of<T>();
        return new(
            (to, place, value) =>
            {
                if (value is { } some)
                    form.Bind(to, place, some);
                else
                    to.BindNull(place);
            },
            (from, column) => from.IsNull(column) ? null : form.Read(from, column));
    }

    private static StoredForm<T> Named<T>()
        where T : struct, Enum =>
        new((to, place, value) => to.Bind(place, Unsafe.BitCast<T, int>(value)), (from, column) => Unsafe.BitCast<int, T>((int)from.Number(column)));

    private static void Bind(Statement to, int place, string? value)
    {
        if (value is null)
            to.BindNull(place);
        else
            to.Bind(place, value);
    }
}
