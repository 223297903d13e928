using StudyPortal.Imaging.Display;

namespace StudyPortal.Core.Saliency;

/// <summary>Renders a stored map anew from its raw values.</summary>
public sealed class RenderMap(ReadMap maps)
{
    /// <summary>PNG, RGB, the size of the model's input; null when there is no such map or contract.</summary>
    /// <param name="id">The map.</param>
    /// <param name="contract">Version of the contract.</param>
    /// <param name="others">Maps that share the scale, where the contract has a shared one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<byte[]?> ExecuteAsync(SaliencyMapId id, string contract, IReadOnlyList<SaliencyMapId> others, CancellationToken cancellationToken)
    {
        if (RenderContracts.Of(contract) is not { } chosen || await RawAsync(id, cancellationToken) is not { } map) return null;
        var reach = SaliencyRendering.Reach(map, chosen);
        if (chosen.Scaling == MapScaling.ReachOfSet)
            foreach (var other in others)
                if (await RawAsync(other, cancellationToken) is { } shared) reach = Math.Max(reach, SaliencyRendering.Reach(shared, chosen));
        return SaliencyRendering.Render(map, chosen, reach).Png;
    }

    private async Task<FloatMap?> RawAsync(SaliencyMapId id, CancellationToken cancellationToken) =>
        await maps.RawAsync(id, cancellationToken) is { } raw ? FloatNpy.Read(raw) : null;
}
