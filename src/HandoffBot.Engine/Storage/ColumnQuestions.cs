using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Storage;

/// <summary>What EF has prepared of the questions that one column is asked, once for a model, whoever asks.</summary>
internal sealed class ColumnQuestions<TRow, TKey>
    where TRow : class
{
    private static readonly ConcurrentDictionary<string, PerModel<ColumnQuestions<TRow, TKey>>> Kept = new(StringComparer.Ordinal);
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(EngineContext), "context");
    private static readonly ParameterExpression Key = Expression.Parameter(typeof(TKey), "key");
    private static readonly ParameterExpression Most = Expression.Parameter(typeof(int), "most");

    private ColumnQuestions(Expression<Func<TRow, TKey>> column)
    {
        // What is prepared of a question holds whether its rows are tracked, which readers and writers do not agree on.
        ToChange = EF.CompileAsyncQuery(Rows(column, nameof(EntityFrameworkQueryableExtensions.AsTracking)));
        ToRead = EF.CompileAsyncQuery(Rows(column, nameof(EntityFrameworkQueryableExtensions.AsNoTracking)));
        Counted = EF.CompileAsyncQuery(Count(column));
    }

    public Func<EngineContext, TKey, IAsyncEnumerable<TRow>> ToChange { get; }

    public Func<EngineContext, TKey, IAsyncEnumerable<TRow>> ToRead { get; }

    /// <summary>How many, counted to so many.</summary>
    public Func<EngineContext, TKey, int, Task<int>> Counted { get; }

    public static PerModel<ColumnQuestions<TRow, TKey>> Of(string name, Expression<Func<TRow, TKey>> column) =>
        Kept.GetOrAdd(name, _ => new(() => new(column)));

    private static Expression<Func<EngineContext, TKey, IQueryable<TRow>>> Rows(Expression<Func<TRow, TKey>> column, string tracking) =>
        Expression.Lambda<Func<EngineContext, TKey, IQueryable<TRow>>>(Having(column, tracking), Context, Key);

    private static Expression<Func<EngineContext, TKey, int, int>> Count(Expression<Func<TRow, TKey>> column)
    {
        var having = Having(column, nameof(EntityFrameworkQueryableExtensions.AsNoTracking));
        var some = Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(TRow)], having, Most);
        return Expression.Lambda<Func<EngineContext, TKey, int, int>>(
            Expression.Call(typeof(Queryable), nameof(Queryable.Count), [typeof(TRow)], some), Context, Key, Most);
    }

    private static MethodCallExpression Having(Expression<Func<TRow, TKey>> column, string tracking)
    {
        var rows = Expression.Call(
            typeof(EntityFrameworkQueryableExtensions), tracking, [typeof(TRow)], Expression.Call(Context, nameof(DbContext.Set), [typeof(TRow)]));
        var has = Expression.Lambda<Func<TRow, bool>>(Expression.Equal(column.Body, Key), column.Parameters);
        return Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(TRow)], rows, has);
    }
}
