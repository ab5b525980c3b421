using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Storage;

/// <summary>The rows that have a certain value in one column: the plainest question there is, and what most commands begin with.</summary>
/// <param name="column">A property of the row that is a column.</param>
internal sealed class ByColumn<TRow, TKey>(Expression<Func<TRow, TKey>> column)
    where TRow : class
{
    private readonly PerModel<ColumnQuestions<TRow, TKey>> _prepared = ColumnQuestions<TRow, TKey>.Of(NameOf(column), column);

    /// <summary>The property's name.</summary>
    public string Column { get; } = NameOf(column);

    /// <summary>As EF asks it.</summary>
    public IAsyncEnumerable<TRow> Ask(EngineContext context, TKey key)
    {
        var prepared = _prepared.For(context);
        return (context.ChangeTracker.QueryTrackingBehavior == QueryTrackingBehavior.TrackAll ? prepared.ToChange : prepared.ToRead)(context, key);
    }

    /// <summary>How many there are, as EF counts them.</summary>
    public Task<int> AskCount(EngineContext context, TKey key, int most) => _prepared.For(context).Counted(context, key, most);

    /// <summary>Where at most one row can have the value.</summary>
    public async ValueTask<TRow?> OneAsync(EngineContext context, TKey key) => (await AllAsync(context, key)).SingleOrDefault();

    public ValueTask<IReadOnlyList<TRow>> AllAsync(EngineContext context, TKey key) => context.HavingAsync(this, key);

    /// <summary>How many there are, which is never counted further than asked for: it costs the same where there are millions.</summary>
    public ValueTask<int> CountAsync(EngineContext context, TKey key, int most) => context.CountAsync(this, key, most);

    /// <summary>The same of several values, in their order; where asking is a journey to a server, it is one for all of them.</summary>
    public ValueTask<IReadOnlyList<int>> CountEachAsync(EngineContext context, IReadOnlyList<TKey> keys, int most) => context.CountEachAsync(this, keys, most);

    private static string NameOf(Expression<Func<TRow, TKey>> column) => ((MemberExpression)column.Body).Member.Name;
}
