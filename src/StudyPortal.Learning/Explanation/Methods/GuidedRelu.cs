using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace StudyPortal.Learning.Explanation;

/// <summary>ReLU that lets back only positive gradients.</summary>
internal sealed class GuidedRelu : SingleTensorFunction<GuidedRelu>
{
    public override string Name => nameof(GuidedRelu);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        Tensor output = ((Tensor)vars[0]).relu();
        ctx.save_for_backward([output]);
        return output;
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
        [grad_output.relu().mul(ctx.get_saved_variables()[0].gt(0))];
}
