using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Storage;

/// <summary>
/// The rows that have a certain value in one column: the plainest question there is, and what most commands begin with. Kept by whoever
/// asks it, since what is prepared of it belongs to one model.
/// </summary>
/// <param name="column">A property of the row that is a column.</param>
internal sealed class ByColumn<TRow, TKey>(Expression<Func<TRow, TKey>> column)
    where TRow : class
{
    // What is prepared of a question holds whether its rows are tracked, which readers and writers do not agree on.
    private readonly Func<EngineContext, TKey, IAsyncEnumerable<TRow>> _toChange = EF.CompileAsyncQuery(
        Question(column, nameof(EntityFrameworkQueryableExtensions.AsTracking)));

    private readonly Func<EngineContext, TKey, IAsyncEnumerable<TRow>> _toRead = EF.CompileAsyncQuery(
        Question(column, nameof(EntityFrameworkQueryableExtensions.AsNoTracking)));

    /// <summary>The property's name.</summary>
    public string Column { get; } = ((MemberExpression)column.Body).Member.Name;

    /// <summary>As EF asks it.</summary>
    public IAsyncEnumerable<TRow> Ask(EngineContext context, TKey key) =>
        context.ChangeTracker.QueryTrackingBehavior == QueryTrackingBehavior.TrackAll ? _toChange(context, key) : _toRead(context, key);

    /// <summary>Where at most one row can have the value.</summary>
    public async ValueTask<TRow?> OneAsync(EngineContext context, TKey key) => (await AllAsync(context, key)).SingleOrDefault();

    public ValueTask<IReadOnlyList<TRow>> AllAsync(EngineContext context, TKey key) => context.HavingAsync(this, key);

    private static Expression<Func<EngineContext, TKey, IQueryable<TRow>>> Question(Expression<Func<TRow, TKey>> column, string tracking)
    {
        var context = Expression.Parameter(typeof(EngineContext), "context");
        var key = Expression.Parameter(typeof(TKey), "key");
        var rows = Expression.Call(
            typeof(EntityFrameworkQueryableExtensions), tracking, [typeof(TRow)], Expression.Call(context, nameof(DbContext.Set), [typeof(TRow)]));
        var has = Expression.Lambda<Func<TRow, bool>>(Expression.Equal(column.Body, key), column.Parameters);
        return Expression.Lambda<Func<EngineContext, TKey, IQueryable<TRow>>>(
            Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(TRow)], rows, has), context, key);
    }
}
