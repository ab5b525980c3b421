namespace HandoffBot.Core.Handoffs;

/// <summary>Something that keeps a checklist from being ready.</summary>
/// <param name="Step">The step that asks for it, from 0.</param>
public sealed record Finding(string Field, int Step, string Label, string Says);
