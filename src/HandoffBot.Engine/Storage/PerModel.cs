using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HandoffBot.Engine.Storage;

/// <summary>
/// What is prepared once for a model: a compiled query belongs to the one that it was first asked of. Kept statically by whoever asks it, so
/// that nothing is prepared twice, however many of them there are.
/// </summary>
internal sealed class PerModel<T>(Func<T> prepare)
    where T : class
{
    private readonly ConditionalWeakTable<IModel, T> _prepared = [];

    public T For(EngineContext context) => _prepared.GetValue(context.Model, _ => prepare());
}
