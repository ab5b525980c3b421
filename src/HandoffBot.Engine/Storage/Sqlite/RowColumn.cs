using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>A column of a table, and how a row's property goes there and comes back.</summary>
internal abstract class RowColumn(IProperty property)
{
    public IProperty Property => property;

    public string Name { get; } = $"\"{property.GetColumnName()}\"";

    /// <summary>Whether the database gives the rows their key, so that whoever adds one may ask for it.</summary>
    public bool IsDrawn { get; } = property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey();

    public static RowColumn Of(IProperty property) => (RowColumn)Activator.CreateInstance(
        typeof(RowColumn<,>).MakeGenericType(property.DeclaringType.ClrType, property.ClrType), property)!;

    public abstract void Bind(Statement to, int place, object row);

    /// <summary>What stood there when the row was loaded.</summary>
    public abstract void BindWas(Statement to, int place, EntityEntry entry);

    public abstract void Read(Statement from, int column, object row);
}

/// <inheritdoc/>
internal sealed class RowColumn<TRow, TValue>(IProperty property) : RowColumn(property)
    where TRow : class
{
    private readonly StoredForm<TValue> _form = StoredForms.Of<TValue>();
    private readonly Func<TRow, TValue> _get = property.PropertyInfo!.GetMethod!.CreateDelegate<Func<TRow, TValue>>();
    private readonly Action<TRow, TValue> _set = property.PropertyInfo!.SetMethod!.CreateDelegate<Action<TRow, TValue>>();

    public override void Bind(Statement to, int place, object row) => Bind(to, place, _get((TRow)row));

    public void Bind(Statement to, int place, TValue value) => _form.Bind(to, place, value);

    public override void BindWas(Statement to, int place, EntityEntry entry) => Bind(to, place, (TValue)entry.Property(Property).OriginalValue!);

    public override void Read(Statement from, int column, object row) => _set((TRow)row, _form.Read(from, column));
}
