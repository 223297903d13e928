using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>Holds a network in evaluation mode; disposed, every module is back in the mode it was in.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly (nn.Module Module, bool Training)[] before;

    public EvaluationMode(ResNet network)
    {
        before = [.. network.modules().Prepend(network).Select(module => (module, module.training))];
        network.eval();
    }

    /// <summary>Parents come before their children, whom they would overwrite.</summary>
    public void Dispose()
    {
        foreach ((nn.Module module, bool training) in before)
        {
            module.train(training);
        }
    }
}
